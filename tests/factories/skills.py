"""Practicals with a result that is out."""

from school.assessment import actions
from school.assessment.models import Practical, Result
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from tests.factories.assessment import (
    credit_all,
    fill_sheet,
    markings_of,
    sit_exam,
    take_practical,
)

FIRST = 1


def pass_course(enrollment: Enrollment) -> Result:
    """Everything done, each step at 40 points of 50, and released."""
    credit_all(enrollment)
    sit_exam(enrollment)
    take_practical(enrollment)
    return release(enrollment)


def fail_but_for_the_first_station(enrollment: Enrollment) -> Result:
    """Full points at the first station; at the others what fails the whole practical."""
    credit_all(enrollment)
    sit_exam(enrollment)
    practical = actions.open_practical(enrollment, by=SYSTEM)
    for marking in markings_of(practical):
        station = marking.practical_station.station
        if station.number != FIRST:
            actions.mark_critical(
                marking,
                critical_fail=station.critical_fails.get(effect="fail_practical"),
                is_observed=True,
                by=SYSTEM,
            )
        fill_sheet(marking, points=50)
    return release(enrollment)


def retake(enrollment: Enrollment, *, points: int) -> Result:
    take_practical(enrollment, points=points)
    return release(enrollment)


def release(enrollment: Enrollment) -> Result:
    actions.release(enrollment.cohort, by=SYSTEM)
    return Result.objects.current().get(enrollment=enrollment)


def practical_of(enrollment: Enrollment) -> Practical:
    return enrollment.practicals.latest("number")
