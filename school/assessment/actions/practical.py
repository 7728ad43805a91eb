"""Opening practicals: stations drawn, examiners assigned."""

import secrets
from collections import Counter
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.assessment import refusals
from school.assessment.access import can_release
from school.assessment.actions.drawing import carry, to_take
from school.assessment.actions.holding import hand_on, hold_practicals
from school.assessment.actions.telling import standing_of, tell_of_plan
from school.assessment.assessor_wording import why_each_lazily
from school.assessment.assessors import Staff, check_examiner, next_for, staff_of
from school.assessment.comparison import state_in
from school.assessment.engagements import turn_of
from school.assessment.models import (
    Appeal,
    Marking,
    Practical,
    PracticalStation,
    Result,
)
from school.assessment.refusals.appeals import AppealWaits
from school.assessment.refusals.moderating import CalledAlready
from school.assessment.rules import examiners as rules
from school.assessment.rules.stations import unforeseen_number
from school.assessment.rules.verdict import CRITICAL_FAIL, PRACTICAL_LOW
from school.courses.actions.clashes import hold_plans
from school.courses.models import Cohort, Station
from school.enrollment.models import Enrollment
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.models import Person, User


@transaction.atomic
def open_practical(
    enrollment: Enrollment,
    *,
    by: Actor,
    at: datetime | None = None,
    seed: int | None = None,
) -> Practical:
    """Draw the trainee's stations, or those of the retake, and give each its examiners."""
    now = at or timezone.now()
    if not can_release(by):
        raise NotPermitted
    cohort = Cohort.objects.select_for_update(of=("self",)).get(pk=enrollment.cohort_id)
    enrollment = Enrollment.objects.select_related("person").get(pk=enrollment.pk)
    former = list(enrollment.practicals.order_by("number"))
    _check_may_open(enrollment, cohort, former)
    staff = staff_of(cohort, on=timezone.localdate(now))
    seed = secrets.randbits(62) if seed is None else seed
    practical = Practical.objects.create(
        enrollment=enrollment,
        number=len(former) + 1,
        candidate_number=_candidate_number(enrollment, cohort, former, seed=seed),
        seed=seed,
        opened_at=now,
    )
    kept, again = to_take(cohort, former, seed=seed, at=now)
    carried = carry(practical, kept)
    _assign(practical, again, staff)
    journal.record(
        by=by,
        verb="assessment.open_practical",
        on=practical,
        data={"number": practical.number, "seed": seed, "kept": carried},
        at=now,
    )
    return practical


@transaction.atomic
def open_practicals(
    cohort: Cohort, *, by: Actor, at: datetime | None = None
) -> list[Practical]:
    """Open the first practical of everyone in the class who has none."""
    waiting = cohort.enrollments.filter(
        status=Enrollment.Status.ENROLLED, practicals=None
    ).order_by("enrolled_at", "pk")
    if not can_release(by):
        raise NotPermitted
    return [open_practical(enrollment, by=by, at=at) for enrollment in waiting]


@transaction.atomic
def replace_examiner(
    marking: Marking,
    *,
    examiner: User,
    by: Actor,
    reason: str,
    at: datetime | None = None,
) -> Marking:
    """Give an untouched sheet to another examiner of the class, who is free at its time.

    Both are told where an evening is planned.
    """
    now = at or timezone.now()
    if not can_release(by):
        raise NotPermitted
    hold_plans()
    place = marking.practical_station
    hold_practicals(place.practical_id)
    marking = Marking.objects.select_for_update(of=("self",)).get(pk=marking.pk)
    if marking.is_begun_or_done():
        raise refusals.MarkingBegun
    former = marking.examiner
    check_examiner(place, examiner, instead_of=former, turn=turn_of(marking))
    cohort = place.practical.enrollment.cohort
    before = standing_of(cohort)
    marking.examiner = examiner
    hand_on([marking], at=now)
    journal.record(
        by=by,
        verb="assessment.replace_examiner",
        on=place.practical,
        reason=reason,
        data={"station": place.station.code, "from": former.pk, "to": examiner.pk},
        at=now,
    )
    tell_of_plan(cohort, before=before, by=by, at=now)
    return marking


@transaction.atomic
def call_third(
    place: PracticalStation,
    *,
    by: Actor,
    examiner: User | None = None,
    at: datetime | None = None,
) -> Marking | None:
    """Give a third examiner a sheet: the one named, or the least busy of the class.

    None when the class has nobody left; the registrar then names one.
    """
    if not can_release(by):
        raise NotPermitted
    (practical,) = hold_practicals(place.practical_id)
    if practical.status == Practical.Status.RELEASED:
        raise refusals.ResultIsOut
    refuse_called(place, Marking.Role.THIRD, Marking.Role.MODERATOR)
    is_settled = state_in(practical, place).stage.is_settled
    if is_settled or place.carried_from_id or place.markings.count() > rules.FEWEST:
        raise refusals.NoThirdNeeded
    if examiner is None:
        examiner = next_for(place)
        if examiner is None:
            return None
    else:
        check_examiner(place, examiner)
    marking = Marking.objects.create(
        practical_station=place, examiner=examiner, role=Marking.Role.THIRD
    )
    journal.record(
        by=by,
        verb="assessment.call_third",
        on=place.practical,
        data={"station": place.station.code, "examiner": examiner.pk},
        at=at,
    )
    return marking


def refuse_called(place: PracticalStation, *roles: Marking.Role) -> None:
    """Two who call somebody in wait for each other at the practical; one has been."""
    called = place.markings.called().filter(role__in=roles)
    if there := called.select_related("examiner").first():
        raise CalledAlready(name=there.examiner)


def _check_may_open(
    enrollment: Enrollment, cohort: Cohort, former: list[Practical]
) -> None:
    name = enrollment.person.name
    if enrollment.status not in Enrollment.ON_ROLL:
        raise refusals.NotOnRoll
    is_retake = bool(former)
    stages = [Cohort.Status.ASSESSING]
    if is_retake:
        stages.append(Cohort.Status.COMPLETED)
    if cohort.status not in stages:
        raise refusals.NotAssessing(status=cohort.get_status_display())
    if not is_retake:
        return
    if former[-1].status != Practical.Status.RELEASED:
        raise refusals.PracticalOpen(name=name)
    if Appeal.objects.open().filter(result__practical=former[-1]).exists():
        raise AppealWaits(name=name)
    result = Result.objects.current().filter(enrollment=enrollment).first()
    failed = {reason["code"] for reason in result.reasons} if result else set()
    if not failed & {PRACTICAL_LOW, CRITICAL_FAIL}:
        raise refusals.PracticalPassed(name=name)
    allowed = 1 + cohort.edition.practical_retakes
    if len(former) >= allowed:
        raise refusals.NoRetakesLeft(name=name, allowed=allowed)


def _candidate_number(
    enrollment: Enrollment, cohort: Cohort, former: list[Practical], *, seed: int
) -> int:
    if former:
        return former[-1].candidate_number
    taken = set(
        Practical.objects.filter(enrollment__cohort=cohort).values_list(
            "candidate_number", flat=True
        )
    )
    if cohort.edition.hides_names:
        return unforeseen_number(taken, seats=cohort.seats, seed=seed)
    return max(taken, default=0) + 1


def _assign(
    practical: Practical, stations: list[tuple[Station, int]], staff: Staff
) -> None:
    places = PracticalStation.objects.bulk_create(
        PracticalStation(practical=practical, station=station, number=number)
        for station, number in stations
    )
    given: Counter[int] = Counter()
    count = practical.enrollment.cohort.edition.examiners_per_station
    markings = []
    for place in places:
        chosen = _several(staff, practical.enrollment.person, given, count)
        for role, examiner in zip(Marking.BLIND, chosen, strict=False):
            given[examiner.id] += 1
            markings.append(
                Marking(practical_station=place, examiner_id=examiner.id, role=role)
            )
    Marking.objects.bulk_create(markings)


def _several(
    staff: Staff, person: Person, given: Counter[int], count: int
) -> list[rules.Examiner]:
    """The examiners of one station; if there are too few, who may not and why."""
    fit = staff.fit(person, given=given)
    try:
        return rules.several(fit, count)
    except (rules.TooFewExaminers, rules.OnlyOwnInstructors) as error:
        unfit = why_each_lazily(staff.unfit(person, given=given))
        if isinstance(error, rules.OnlyOwnInstructors):
            raise refusals.OnlyOwnInstructors(name=person.name, unfit=unfit) from error
        raise refusals.TooFewExaminers(
            have=len(fit), need=count, name=person.name, unfit=unfit
        ) from error
