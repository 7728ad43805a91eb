"""Who may stand in which room on an evening of stations, and whom each may not examine."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from school.assessment import refusals
from school.assessment.access import own_instructors_of
from school.assessment.assessor_wording import why_lazily
from school.assessment.assessors import Staff, staff_of
from school.assessment.days import DayPlan
from school.assessment.models import Marking, PracticalStation
from school.assessment.refusals import planning
from school.assessment.rules import assessors as rules
from school.assessment.rules.rotation import Turn
from school.assessment.rules.verdict import Reason
from school.courses.models import Cohort
from school.people.models import Person

# How many sheets one has is known once the evening is worked out.
LOAD = {rules.CLASS_FULL, rules.DAY_FULL}


def staff_for(cohort: Cohort, plan: DayPlan) -> Staff:
    users = {user.pk: user for lane in plan.lanes for user in lane.examiners}
    return staff_of(cohort, users=users.values(), on=plan.on)


def refuse_lanes(cohort: Cohort, plan: DayPlan, staff: Staff) -> None:
    needs = cohort.edition.examiners_per_station
    own = own_instructors_of(cohort)
    for pk in staff.users:
        _refuse(staff, pk, _but_load(staff.against(pk)))
    for lane in plan.lanes:
        who = {user.pk for user in lane.examiners}
        if len(who) != needs:
            raise planning.LaneExaminers(room=lane.room, needs=needs, has=len(who))
        if who <= own:
            raise planning.LaneOwnInstructors(room=lane.room)


def barred(person: Person, plan: DayPlan, staff: Staff) -> frozenset[int]:
    """The lanes at which someone stands who may not examine her."""
    against = {pk for pk in staff.users if _but_load(staff.against(pk, person))}
    return frozenset(
        number
        for number, lane in enumerate(plan.lanes)
        if against & {user.pk for user in lane.examiners}
    )


def refuse_load(
    places: Sequence[PracticalStation],
    turns: Iterable[Turn],
    plan: DayPlan,
    staff: Staff,
) -> None:
    """Nobody gets more sheets than her licence says: of the class, of the day."""
    of_day = Counter(
        user.pk for turn in turns for user in plan.lanes[turn.lane].examiners
    )
    kept = Marking.objects.kept_by_examiner().filter(
        practical_station__practical__enrollment__cohort=staff.cohort
    )
    others = Counter(
        kept.exclude(practical_station__in=places).values_list("examiner_id", flat=True)
    )
    task = rules.Task(course=staff.cohort.edition.course_id, on=plan.on)
    for pk, count in of_day.items():
        # Before the last of them is given.
        one = replace(
            staff.assessors[pk],
            sheets_of_class=others[pk] + count - 1,
            sheets_of_day=count - 1,
        )
        reasons = rules.reasons_against(one, task)
        _refuse(staff, pk, [reason for reason in reasons if reason.code in LOAD])


def _but_load(reasons: Iterable[Reason]) -> list[Reason]:
    return [reason for reason in reasons if reason.code not in LOAD]


def _refuse(staff: Staff, pk: int, reasons: Sequence[Reason]) -> None:
    if reasons:
        name = staff.users[pk].get_full_name()
        raise refusals.ExaminerUnfit(
            name=name, why=why_lazily(reasons), reasons=reasons
        )
