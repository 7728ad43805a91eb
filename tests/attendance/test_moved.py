"""Who changes her class keeps the minutes of the one before; an evening in both counts once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from school.attendance import actions
from school.attendance.ledger import credited_minutes
from school.attendance.models import Event
from school.attendance.rules import best_of
from school.courses.models import Session
from school.enrollment.models import Enrollment
from tests.cast import signed_in
from tests.factories.attendance import EVENING
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment


def test_an_evening_in_both_classes_counts_once() -> None:
    assert best_of([{"E1": 135}, {"E1": 90, "E2": 45}]) == {"E1": 135, "E2": 45}
    assert best_of([{}, {}]) == {}


@pytest.fixture
def moved(enrollment: Enrollment) -> Enrollment:
    """Into a second class of the same edition."""
    second = make_cohort(
        edition=enrollment.cohort.edition, name="第二班", starts_on=timezone.localdate()
    )
    return make_enrollment(second, enrollment.person, moved_from=enrollment)


def attend(session: Session, enrollment: Enrollment, *, by, until: timedelta) -> None:
    ends = (timezone.now() - timedelta(minutes=1)).replace(microsecond=0)
    Session.objects.filter(pk=session.pk).update(starts_at=ends - EVENING, ends_at=ends)
    session.refresh_from_db()
    for kind, after in ((Event.Kind.ARRIVED, timedelta()), (Event.Kind.LEFT, until)):
        actions.note(
            session,
            enrollment=enrollment,
            kind=kind,
            by=by,
            at=session.starts_at + after,
            reason="补记",
        )


def test_moving_to_another_class_keeps_history(
    enrollment: Enrollment, moved: Enrollment, registrar, trainee
) -> None:
    first, second = (list(one.cohort.sessions.all()) for one in (enrollment, moved))
    attend(first[0], enrollment, by=registrar, until=EVENING)
    assert credited_minutes([moved.pk]) == {moved.pk: 135}
    attend(second[0], moved, by=registrar, until=timedelta(minutes=50))
    assert credited_minutes([moved.pk, enrollment.pk]) == {
        moved.pk: 135,
        enrollment.pk: 135,
    }
    attend(second[1], moved, by=registrar, until=timedelta(minutes=50))
    assert credited_minutes([moved.pk]) == {moved.pk: 180}
    page = signed_in(trainee).get(reverse("attendance:hours", args=[moved.code]))
    assert (page.context["done"], page.context["carried"]) == (180, 90)
