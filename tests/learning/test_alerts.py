"""Hours that lessons give, or may give yet, are seen by the alerts of hours running short."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from school.attendance.models import Event
from school.attendance.warnings.facts import alarms_of
from school.courses.models import Cohort, Edition, Lesson
from school.learning.models import ReadingTime
from school.people.models import Person, User
from tests.attendance.test_warnings import note
from tests.factories.courses import make_cohort, make_edition
from tests.factories.enrollment import make_enrollment

EVENING = 135


def running(*, online_minutes_max: int) -> Cohort:
    """Ten evenings, three of them over; two lessons that take as long as an evening."""
    edition = make_edition(
        evenings=10,
        online_minutes_max=online_minutes_max,
        status=Edition.Status.DRAFT,
    )
    Lesson.objects.filter(module__edition=edition).update(reading_minutes=EVENING)
    edition.status = Edition.Status.PUBLISHED
    edition.save(update_fields=["status"])
    return make_cohort(
        edition=edition,
        starts_on=timezone.localdate() - timedelta(days=3),
        status=Cohort.Status.RUNNING,
    )


@pytest.mark.parametrize(
    ("most", "read", "kind"),
    [
        (0, 0, "impossible"),
        (EVENING, 0, "every"),
        (EVENING, 1, "every"),
        (2 * EVENING, 2, "tight"),
    ],
)
def test_three_evenings_missed_where_two_may_be(
    trainee: Person, registrar: User, most: int, read: int, kind: str
) -> None:
    cohort = running(online_minutes_max=most)
    enrollment = make_enrollment(cohort, trainee)
    for evening in range(3):
        note(enrollment, evening, Event.Kind.ABSENT, by=registrar)
    now = timezone.now()
    for lesson in Lesson.objects.filter(module__edition=cohort.edition)[:read]:
        ReadingTime.objects.create(
            enrollment=enrollment,
            lesson=lesson,
            uuid=uuid4(),
            begun_at=now - timedelta(minutes=EVENING),
            ended_at=now,
            claimed_seconds=EVENING * 60,
            seconds=EVENING * 60,
            received_at=now,
        )
    [alarms] = alarms_of(cohort, at=now).values()
    assert [alarm.kind for alarm in alarms] == ["absent", kind]
