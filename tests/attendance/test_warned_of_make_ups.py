"""A make-up takes the place of the evening it makes up, for those who missed it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from school.attendance import actions as roll
from school.attendance.models import Event
from school.attendance.warnings.facts import alarms_of
from school.courses.models import Cohort, Session
from tests.attendance.test_warnings import note, there
from tests.factories.courses import make_cohort, make_edition
from tests.factories.enrollment import make_enrollment

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    """Ten evenings, the first of them today; those over are put on their days."""
    return make_cohort(
        edition=make_edition(evenings=10),
        starts_on=timezone.localdate(),
        status=Cohort.Status.RUNNING,
        seats=40,
    )


def hold(session: Session, *, days_ago: int) -> None:
    starts_at = timezone.now() - timedelta(days=days_ago)
    ends_at = starts_at + timedelta(minutes=145)
    Session.objects.filter(pk=session.pk).update(starts_at=starts_at, ends_at=ends_at)
    session.refresh_from_db()


def hold_again(cohort, evening: int, *, days: int) -> Session:
    """A make-up of the evening, so many days from now."""
    first = cohort.sessions.filter(makes_up=None).order_by("starts_at")[evening]
    starts_at = timezone.now() + timedelta(days=days)
    return Session.objects.create(
        cohort=cohort,
        evening=first.evening,
        makes_up=first,
        venue=first.venue,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=145),
    )


def test_who_attended_the_first_time_is_not_missed_at_the_make_up(
    cohort, enrollment, classmate, registrar
) -> None:
    other = make_enrollment(cohort, classmate)
    first, second, third, *_later = cohort.sessions.order_by("starts_at")
    for days_ago, session in ((5, first), (4, second), (1, third)):
        hold(session, days_ago=days_ago)
    there(enrollment, 0, by=registrar)
    there(enrollment, 1, by=registrar)
    note(enrollment, 2, Event.Kind.ABSENT, by=registrar)
    # Held once more, before the third, for who missed the first.
    again = hold_again(cohort, 0, days=-2)
    for kind, at in (
        (Event.Kind.ARRIVED, again.starts_at),
        (Event.Kind.LEFT, again.ends_at),
    ):
        roll.note(again, enrollment=other, kind=kind, by=registrar, at=at, reason="补")
    kinds = [one.kind for one in alarms_of(cohort, at=timezone.now())[enrollment]]
    assert kinds == ["tight"]


def test_a_make_up_ahead_adds_only_what_is_lacking(trainee, registrar) -> None:
    """An evening is lost and two are left a period early; nine in ten are needed."""
    cohort = make_cohort(
        edition=make_edition(evenings=10, pass_attendance_percent=90),
        starts_on=timezone.localdate() - timedelta(days=3),
        status=Cohort.Status.RUNNING,
    )
    enrollment = make_enrollment(cohort, trainee)
    note(enrollment, 0, Event.Kind.ABSENT, by=registrar)
    for evening in (1, 2):
        leave_early(enrollment, evening, by=registrar)
    # One period of it, which is not enough for the rest.
    hold_again(cohort, 2, days=3)
    [alarm] = alarms_of(cohort, at=timezone.now())[enrollment]
    assert alarm.kind == "impossible"


def leave_early(enrollment, evening: int, *, by) -> None:
    """With two of its three periods."""
    note(enrollment, evening, Event.Kind.ARRIVED, by=by)
    session = enrollment.cohort.sessions.order_by("starts_at")[evening]
    at = session.starts_at + timedelta(minutes=96)
    roll.note(
        session, enrollment=enrollment, kind=Event.Kind.LEFT, by=by, at=at, reason="补"
    )
