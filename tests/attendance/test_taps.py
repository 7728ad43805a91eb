"""What the pages of the roll send, and what none of them sends."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school.attendance.models import Event
from school.courses.models import Cohort, Session
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.attendance import hold_tonight
from tests.factories.enrollment import make_enrollment


@pytest.fixture
def session(cohort: Cohort) -> Session:
    """Tonight's evening, half an hour of it gone."""
    return hold_tonight(cohort, begun=timedelta(minutes=30))


@pytest.fixture
def browser(session: Session, caller: User) -> Client:
    return signed_in(caller)


def test_one_tap_on_the_phone_notes_an_arrival(
    browser: Client, session: Session, trainee: Person
) -> None:
    enrollment = make_enrollment(session.cohort, trainee)
    url = reverse("attendance:mark", args=[session.code])
    assert browser.post(url, {"mark": f"arrived:{enrollment.code}"}).status_code == 302
    assert Event.objects.get(enrollment=enrollment).kind == Event.Kind.ARRIVED


@pytest.mark.parametrize(
    ("mark", "status"),
    [
        ("gone:{}", 400),
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


def test_neither_times_nor_absence_is_explained(
    browser: Client, session: Session, trainee: Person
) -> None:
    enrollment = make_enrollment(session.cohort, trainee)
    url = reverse("attendance:times", args=[session.code, enrollment.code])
    page = browser.post(url, {"reason": "补记"})
    assert page.context["form"].errors["arrived"]
    assert not Event.objects.exists()


def minutes_left(session: Session, minutes: int) -> None:
    ends = timezone.now() + timedelta(minutes=minutes, seconds=30)
    Session.objects.filter(pk=session.pk).update(
        starts_at=ends - timedelta(minutes=145), ends_at=ends
    )


@pytest.fixture
def present(browser: Client, session: Session, trainee: Person) -> str:
    """Somebody is here; where the whole class is let go."""
    make_enrollment(session.cohort, trainee)
    browser.post(reverse("attendance:mark_all_present", args=[session.code]))
    return reverse("attendance:mark_all_left", args=[session.code])


def test_letting_the_class_go_early_is_asked_first(
    browser: Client, session: Session, present: str
) -> None:
    minutes_left(session, 21)
    page = browser.post(present)
    assert page.context["minutes"] == 21
    ends = timezone.localtime(Session.objects.get(pk=session.pk).ends_at)
    assert f"{ends:%H:%M}" in page.text
    assert 'name="sure"' in page.text
    assert not Event.objects.filter(kind=Event.Kind.LEFT).exists()
    assert browser.post(present, {"sure": "on"}).status_code == 302
    assert Event.objects.filter(kind=Event.Kind.LEFT).count() == 1


@pytest.mark.parametrize("minutes", [9, -1])
def test_at_its_end_the_class_goes_with_one_press(
    browser: Client, session: Session, present: str, minutes: int
) -> None:
    minutes_left(session, minutes)
    assert browser.post(present).status_code == 302
    assert Event.objects.filter(kind=Event.Kind.LEFT).count() == 1


def test_what_is_written_about_the_whole_class_is_asked_first(
    browser: Client, session: Session, trainee: Person
) -> None:
    make_enrollment(session.cohort, trainee)
    url = reverse("attendance:roll", args=[session.code])
    assert "data-confirm=" in browser.get(url).text
    browser.post(reverse("attendance:mark_all_present", args=[session.code]))
    assert "data-confirm=" in browser.get(url).text


def test_the_list_at_the_door_shows_who_is_in(
    browser: Client, session: Session, trainee: Person
) -> None:
    make_enrollment(session.cohort, trainee)
    url = reverse("attendance:door", args=[session.code])
    assert "status--info" not in browser.get(url).text
    browser.post(reverse("attendance:mark_all_present", args=[session.code]))
    assert "status--info" in browser.get(url).text
