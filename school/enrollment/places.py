"""How many places classes have left. A class's row lock settles who gets the last one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from school.courses.models import Cohort
from school.enrollment.models import Enrollment, PlaceTerms, Quota
from school.enrollment.rules import TRANSITIONS, Places, Reserve
from school.people.models import Person

SEATED = Q(status__in=Enrollment.SEATED)


# Hazards. Locks are taken in one order, the person before the class, and of several
# classes the older first: two orders would be a deadlock. They are NO KEY locks, so that a notice to somebody whose own
# application waits for the class does not wait for that person's row in turn.
# SQLite has no row locks; there every write transaction already waits for the others.


def held_person(person_id: int) -> Person:
    """The person under their row lock: nobody else settles their places meanwhile."""
    people = Person.objects.select_for_update(of=("self",), no_key=True)
    return people.get(pk=person_id)


def held(cohort_id: int) -> Cohort:
    """The class under its row lock: nobody else settles its places meanwhile."""
    return Cohort.objects.select_for_update(of=("self",), no_key=True).get(pk=cohort_id)


def held_all(cohort_ids: Iterable[int]) -> dict[int, Cohort]:
    """Several classes, in one order whoever asks."""
    return {pk: held(pk) for pk in sorted(set(cohort_ids))}


def held_with_lines(cohort_id: int) -> Cohort:
    """The class and those of its course in which its trainees wait: who completes leaves them."""
    sources, _target = TRANSITIONS["complete_elsewhere"]
    roll = Enrollment.objects.on_roll().filter(cohort=cohort_id)
    lines = Enrollment.objects.filter(
        person__in=roll.values("person"),
        cohort__edition__course__in=roll.values("cohort__edition__course"),
        status__in=sources,
    )
    others = lines.order_by().values_list("cohort", flat=True)
    return held_all({cohort_id, *others})[cohort_id]


def places_of(
    cohorts: Collection[Cohort], *, at: datetime | None = None
) -> dict[int, Places]:
    """The places of many classes, in two queries, and a third where somebody waits.

    Who withdrew the consent to enrolment is passed over, so nobody waits behind them.
    """
    day = timezone.localdate(at)
    keys = [cohort.pk for cohort in cohorts]
    reserves: dict[int, list[Reserve]] = defaultdict(list)
    for quota in Quota.objects.filter(cohort__in=keys).order_by("pk"):
        reserves[quota.cohort_id].append(quota.as_reserve(on=day))
    seated: dict[int, dict[str, int]] = defaultdict(dict)
    waits: dict[int, dict[str, int]] = defaultdict(dict)
    for key, kind, taken, waiting in _counts(keys):
        seated[key][kind] = taken
        waits[key][kind] = waiting
    return {
        cohort.pk: Places(
            cohort.seats,
            seated[cohort.pk],
            waits[cohort.pk],
            tuple(reserves[cohort.pk]),
        )
        for cohort in cohorts
    }


def _counts(keys: list[int]) -> Iterator[tuple[int, str, int, int]]:
    waits = Count("pk", filter=Q(status=Enrollment.Status.WAITLISTED))
    by_kind = _by_kind(Enrollment.objects.all(), keys)
    counted = list(by_kind.annotate(taken=Count("pk", filter=SEATED), waits=waits))
    # Who of those who wait may be offered a place costs more to ask, and is often nobody.
    waiting = {}
    if any(row[-1] for row in counted):
        in_line = _by_kind(Enrollment.objects.in_line(), keys).annotate(Count("pk"))
        waiting = {(cohort, kind): number for cohort, kind, number in in_line}
    for cohort, kind, taken, _all_who_wait in counted:
        yield cohort, kind, taken, waiting.get((cohort, kind), 0)


def _by_kind(
    enrollments: QuerySet[Enrollment], keys: list[int]
) -> QuerySet[Enrollment, tuple[int, str]]:
    chosen = enrollments.filter(cohort__in=keys)
    return chosen.order_by().values_list("cohort_id", "quota_kind")


def claims_of(cohorts: Iterable[Cohort]) -> dict[tuple[int, str], int]:
    """How many ask for a reserved place and wait for the answer, by class and kind."""
    asked = Enrollment.objects.filter(
        cohort__in=cohorts, status=Enrollment.Status.WAITLISTED
    ).exclude(quota_claim="")
    counted = asked.order_by().values_list("cohort_id", "quota_claim")
    return {(key, kind): n for key, kind, n in counted.annotate(Count("pk"))}


def places_in(cohort: Cohort, *, at: datetime | None = None) -> Places:
    return places_of([cohort], at=at)[cohort.pk]


def freeze_hours(cohort: Cohort) -> int:
    """From how many hours before the first evening on nobody is called in by itself."""
    own = PlaceTerms.objects.filter(cohort=cohort).values_list(
        "freeze_hours", flat=True
    )
    hours = own.first()
    return settings.FREEZE_HOURS if hours is None else hours


@dataclass(frozen=True, slots=True)
class Standing:
    """How a class stands for somebody who thinks of joining: in words, then a colour."""

    word: str
    kind: str
    is_open: bool = False
    is_full: bool = False


def standing(cohort: Cohort, places: Places) -> Standing:
    if cohort.status == Cohort.Status.ANNOUNCED:
        return Standing(_("enrolment opens soon"), "info")
    if cohort.status != Cohort.Status.ENROLLING:
        return Standing(cohort.get_status_display(), "neutral")
    if not cohort.takes_applications(on=timezone.localdate()):
        return Standing(_("enrolment has ended"), "neutral")
    if not places.left:
        return Standing(
            _("full, waiting list open"), "attention", is_open=True, is_full=True
        )
    left = ngettext("%(left)s place left", "%(left)s places left", places.left)
    return Standing(
        left % {"left": places.left},
        "attention" if places.left == 1 else "done",
        is_open=True,
    )
