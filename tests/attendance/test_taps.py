"""Taps on the roll that no page of ours sends."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school.attendance.models import Event
from school.courses.models import Duty, Session
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.courses import assign, make_cohort
from tests.factories.enrollment import make_enrollment


@pytest.fixture
def session(db: None) -> Session:
    return make_cohort(starts_on=timezone.localdate()).sessions.first()


@pytest.fixture
def browser(session: Session, assistant: User) -> Client:
    assign(session.cohort, assistant, Duty.Kind.ASSISTANT)
    return signed_in(assistant)


@pytest.mark.parametrize(
    ("mark", "status"),
    [
        ("arrived:{}\0", 400),
        ("arrived\0:{}", 400),
        ("\0", 400),
        ("arrived:" + "x" * 5000, 404),
    ],
)
def test_a_tap_that_cannot_be_read_notes_nothing(
    browser: Client, session: Session, trainee: Person, mark: str, status: int
) -> None:
    enrollment = make_enrollment(session.cohort, trainee)
    url = reverse("attendance:mark", args=[session.code])
    answer = browser.post(url, {"mark": mark.format(enrollment.code)})
    assert answer.status_code == status
    assert not Event.objects.exists()
