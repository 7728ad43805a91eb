"""One place per course at a time: nobody is offered a second one."""

from datetime import timedelta

from django.utils import timezone

from school.enrollment import actions
from school.enrollment.explain import in_line
from school.enrollment.models import Enrollment
from tests.factories.courses import make_cohort
from tests.factories.enrollment import apply_for

Status = Enrollment.Status
DAY = timedelta(days=1)


def statuses(line: list[Enrollment]) -> list[str]:
    for enrollment in line:
        enrollment.refresh_from_db()
    return [enrollment.status for enrollment in line]


def test_whoever_has_a_place_in_another_class_of_the_course_is_passed_over(
    db: None,
) -> None:
    cohort = make_cohort(seats=1)
    seated, waits, behind = (apply_for(cohort) for _ in range(3))
    other = make_cohort(
        edition=cohort.edition,
        name="第2期",
        starts_on=timezone.localdate() + 60 * DAY,
    )
    place = apply_for(other, waits.person)
    actions.withdraw(seated, by=seated.person.user)
    assert statuses([waits, behind]) == [Status.WAITLISTED, Status.OFFERED]
    explained = in_line(waits, at=timezone.now())
    assert explained and "第2期" in explained.changes[0]
    actions.withdraw(place, by=waits.person.user)
    actions.decline_offer(behind, by=behind.person.user)
    assert statuses([waits]) == [Status.OFFERED]
