"""Who may mark in a class, and what stands against whom: read for all in a constant number of queries."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from school.assessment import refusals
from school.assessment.access import examiners_of, own_instructors_of
from school.assessment.assessor_facts import Facts
from school.assessment.assessor_wording import why_lazily
from school.assessment.engagements import engaged_of
from school.assessment.models import (
    Licence,
    Marking,
    Practical,
    PracticalStation,
    Slot,
)
from school.assessment.rules import assessors as rules
from school.assessment.rules import examiners
from school.assessment.rules.examiners import Examiner
from school.assessment.rules.verdict import Reason
from school.courses.models import Cohort
from school.people.access import holders_of
from school.people.models import Person, User


@dataclass(frozen=True, slots=True)
class Staff:
    """Those who may be thought of for marking in a class."""

    cohort: Cohort
    on: date
    users: Mapping[int, User]
    assessors: Mapping[int, rules.Assessor]
    # Sheets that wait for each in this class.
    waiting: Mapping[int, int]
    # Those who teach the class.
    own: Collection[int]
    needs_licence: bool

    def knowing(self, turns: Iterable[Slot]) -> "Staff":
        """With where each of them is wanted otherwise about the time of these turns."""
        engaged = engaged_of(turns, self.users)
        return replace(
            self,
            assessors={
                pk: replace(one, engaged=tuple(engaged[pk]))
                for pk, one in self.assessors.items()
            },
        )

    def against(
        self,
        user_id: int,
        person: Person | None = None,
        *,
        others: Collection[int] = (),
        given: int = 0,
        turn: Slot | None = None,
    ) -> tuple[Reason, ...]:
        """All that stands against it; `given` are sheets she gets in this same step.

        That she is wanted elsewhere at the time of the `turn`, of one that is `knowing`.
        """
        one = self.assessors[user_id]
        found = replace(
            one,
            sheets_of_class=one.sheets_of_class + given,
            sheets_of_day=one.sheets_of_day + given,
        )
        task = rules.Task(
            course=self.cohort.edition.course_id,
            on=self.on,
            needs_licence=self.needs_licence,
            person=person.pk if person else None,
            company=person.company_id if person else None,
            others=frozenset(others),
            all_others_teach=all(other in self.own for other in others),
            turn=(turn.starts_at, turn.ends_at) if turn else None,
        )
        return rules.reasons_against(found, task)

    def fit(
        self,
        person: Person,
        *,
        others: Collection[int] = (),
        given: Mapping[int, int] | None = None,
        turn: Slot | None = None,
    ) -> list[Examiner]:
        """Those whom nothing stands against, with the sheets that wait for each."""
        more = given or {}
        return [
            Examiner(
                id=pk,
                is_own_instructor=one.teaches,
                load=self.waiting.get(pk, 0) + more.get(pk, 0),
            )
            for pk, one in self.assessors.items()
            if not self.against(
                pk, person, others=others, given=more.get(pk, 0), turn=turn
            )
        ]

    def unfit(
        self,
        person: Person | None,
        *,
        others: Collection[int] = (),
        given: Mapping[int, int] | None = None,
    ) -> list[tuple[User, tuple[Reason, ...]]]:
        more = given or {}
        judged = [
            (
                self.users[pk],
                self.against(pk, person, others=others, given=more.get(pk, 0)),
            )
            for pk in self.assessors
        ]
        return [(user, reasons) for user, reasons in judged if reasons]


def reasons_against(user: User, of: Cohort | PracticalStation) -> list[Reason]:
    """Why she may not mark in this class, or this trainee at this station; empty if she may."""
    if isinstance(of, Cohort):
        return list(staff_of(of, users=[user]).against(user.pk))
    enrollment = of.practical.enrollment
    staff = staff_of(enrollment.cohort, users=[user], on_day=opened_on(of.practical))
    return list(staff.against(user.pk, enrollment.person, others=_at(of)))


def check_examiner(
    place: PracticalStation,
    user: User,
    *,
    instead_of: User | None = None,
    has_sheet: bool = False,
    turn: Slot | None = None,
) -> None:
    """Refuse who may not mark this trainee at this station, with every reason.

    `has_sheet`: the sheet that she has there is the one that is meant.
    """
    enrollment = place.practical.enrollment
    others = _at(place)
    if has_sheet:
        others.discard(user.pk)
    if instead_of is not None and instead_of != user:
        others.discard(instead_of.pk)
    staff = staff_of(enrollment.cohort, users=[user], on_day=opened_on(place.practical))
    staff = staff.knowing([turn]) if turn else staff
    if reasons := staff.against(user.pk, enrollment.person, others=others, turn=turn):
        raise refusals.ExaminerUnfit(
            name=user.get_full_name(), why=why_lazily(reasons), reasons=reasons
        )


def next_for(
    place: PracticalStation,
    *,
    instead_of: User | None = None,
    turn: Slot | None = None,
) -> User | None:
    """Who of the class takes the station next: fit for it, with the least to do."""
    enrollment = place.practical.enrollment
    others = _at(place)
    leaves = {instead_of.pk} if instead_of else set()
    staff = staff_of(enrollment.cohort, on_day=opened_on(place.practical))
    staff = staff.knowing([turn]) if turn else staff
    fit = staff.fit(enrollment.person, others=others - leaves, turn=turn)
    chosen = examiners.third(fit, leaves)
    return staff.users[chosen.id] if chosen else None


def _at(place: PracticalStation) -> set[int]:
    return set(place.markings.values_list("examiner_id", flat=True))


def opened_on(practical: Practical) -> date:
    return timezone.localdate(practical.opened_at)


def staff_of(
    cohort: Cohort,
    *,
    users: Iterable[User] | None = None,
    on: date | None = None,
    on_day: date | None = None,
) -> Staff:
    """The examiners of the class, or `users`; judged as of `on`, their load of `on_day`."""
    on = on or timezone.localdate()
    duties = {duty.user_id: duty.user for duty in examiners_of(cohort)}
    found = duties if users is None else {user.pk: user for user in users}
    own = own_instructors_of(cohort)
    facts = Facts(list(found))
    of_class, waiting = _sheets_of_class(cohort, found)
    of_day = _sheets_of_day(on_day or on, found)
    return Staff(
        cohort=cohort,
        on=on,
        users=found,
        assessors={
            pk: rules.Assessor(
                id=pk,
                is_on_duty=pk in duties,
                teaches=pk in own,
                licences=tuple(facts.licences[pk]),
                conflicts=facts.conflicts[pk],
                person=facts.persons.get(pk),
                companies=frozenset(facts.companies[pk]),
                sheets_of_class=of_class[pk],
                sheets_of_day=of_day[pk],
            )
            for pk in found
        },
        waiting=waiting,
        own=own,
        needs_licence=needs_licence(cohort),
    )


def whole_staff(cohort: Cohort, *, on: date | None = None) -> Staff:
    """The examiners of the class and everybody else who has the right to mark."""
    on_duty = [duty.user for duty in examiners_of(cohort)]
    others = holders_of("assessment.mark_practical").order_by("display_name", "pk")
    return staff_of(cohort, users=[*on_duty, *others], on=on)


def needs_licence(cohort: Cohort) -> bool:
    """Whether the school has ever entered a licence for the course."""
    return Licence.objects.filter(courses=cohort.edition.course_id).exists()


def _sheets_of_class(
    cohort: Cohort, ids: Collection[int]
) -> tuple[Counter[int], Counter[int]]:
    """Of each the sheets of this class, and those of them that wait."""
    given = (
        Marking.objects.kept_by_examiner()
        .filter(
            examiner__in=ids, practical_station__practical__enrollment__cohort=cohort
        )
        .values("examiner_id")
        .annotate(all=Count("pk"), open=Count("pk", Q(status=Marking.Status.OPEN)))
        .order_by()
    )
    rows = list(given.values_list("examiner_id", "all", "open"))
    every = Counter({examiner: count for examiner, count, _open in rows})
    return every, Counter({examiner: count for examiner, _all, count in rows})


def _sheets_of_day(day: date, ids: Collection[int]) -> Counter[int]:
    """Of each the sheets in any class of practicals that were opened on the day."""
    begins = timezone.make_aware(datetime.combine(day, time()))
    of_day = Marking.objects.kept_by_examiner().filter(
        examiner__in=ids,
        practical_station__practical__opened_at__gte=begins,
        practical_station__practical__opened_at__lt=begins + timedelta(days=1),
    )
    counts = of_day.values("examiner_id").annotate(count=Count("pk")).order_by()
    return Counter(dict(counts.values_list("examiner_id", "count")))
