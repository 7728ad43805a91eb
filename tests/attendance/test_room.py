"""The trainee's own phone and the code on the screen in the room."""

from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school.attendance import actions, codes
from school.attendance.ledger import credited_minutes
from school.attendance.models import Event
from school.courses.models import Session
from school.enrollment.models import Enrollment
from school.lib.errors import Refusal
from school.people.models import Person, User
from tests.attendance.test_scans import take
from tests.cast import signed_in
from tests.factories.attendance import hold_tonight, make_scan

Kind = Event.Kind


@pytest.fixture
def phone(enrollment: Enrollment, trainee: Person) -> Client:
    return signed_in(trainee)


def opened(phone: Client, evening: Session, **shown_at: timedelta) -> str:
    """What the page behind the room's code grants, "" if nothing."""
    at = timezone.now() - shown_at.get("ago", timedelta())
    shown = codes.room_code(evening.code, at=at)
    page = phone.get(reverse("attendance:here", args=[evening.code, shown]))
    return page.context["grant"]


def press(phone: Client, evening: Session, kind: str, grant: str) -> int:
    url = reverse("attendance:sign", args=[evening.code])
    return phone.post(url, {"kind": kind, "grant": grant}).status_code


def test_signing_in_and_out_by_the_room_s_code(
    evening, phone, enrollment, trainee
) -> None:
    take_in = opened(phone, evening)
    press(phone, evening, "arrived", take_in)
    event = Event.objects.get()
    assert (event.method, event.level) == (Event.Method.ROOM, Event.Level.FAIR)
    assert event.recorded_by == trainee.user
    press(phone, evening, "left", opened(phone, evening))
    assert [one.kind for one in Event.objects.all()] == [Kind.ARRIVED, Kind.LEFT]
    assert credited_minutes([enrollment.pk]) == {enrollment.pk: 0}


def test_pressing_twice_is_once(evening, phone) -> None:
    grant = opened(phone, evening)
    press(phone, evening, "arrived", grant)
    press(phone, evening, "arrived", grant)
    assert Event.objects.count() == 1


def test_a_photo_of_the_screen_is_of_no_use_two_minutes_later(evening, phone) -> None:
    assert opened(phone, evening, ago=timedelta(minutes=2)) == ""


@pytest.mark.parametrize("grant", ["", "x", "甲", "a:b:c"])
def test_without_the_screen_nobody_signs_in(evening, phone, grant: str) -> None:
    assert press(phone, evening, "arrived", grant) == 302
    assert not Event.objects.exists()


def test_a_grant_serves_nobody_else_and_no_other_evening(
    cohort, evening, phone, enrollment, trainee, caller
) -> None:
    grant = opened(phone, evening)
    press(phone, cohort.sessions.last(), "arrived", grant)
    salt = f"attendance.room.{caller.pk}"
    press(
        phone, evening, "arrived", signing.TimestampSigner(salt=salt).sign(evening.code)
    )
    assert not Event.objects.exists()


def test_only_the_class_opens_the_page(evening, classmate, stranger) -> None:
    shown = codes.room_code(evening.code, at=timezone.now())
    for name, values in (("here", [evening.code, shown]), ("code", [evening.code])):
        url = reverse(f"attendance:{name}", args=values)
        assert signed_in(classmate).get(url).status_code == 404
        assert signed_in(stranger).get(url).status_code == 404


def refused(evening: Session, by: User, kind: Kind) -> str:
    with pytest.raises(Refusal) as caught:
        actions.sign(evening, by=by, kind=kind)
    return caught.value.code


def test_whoever_is_not_on_the_roll_is_refused(evening, stranger) -> None:
    assert refused(evening, stranger, Kind.ARRIVED) == "not_your_class"


def test_leaving_needs_coming(evening, enrollment, trainee) -> None:
    assert refused(evening, trainee.user, Kind.LEFT) == "not_signed_in"


def test_nobody_calls_herself_excused(evening, enrollment, trainee) -> None:
    assert refused(evening, trainee.user, Kind.EXCUSED) == "not_permitted"


def test_neither_before_the_evening_nor_long_after_it(
    cohort, enrollment, trainee
) -> None:
    coming = hold_tonight(cohort, begun=-timedelta(hours=2))
    assert refused(coming, trainee.user, Kind.ARRIVED) == "room_not_open"
    past = hold_tonight(cohort, begun=timedelta(hours=5))
    assert refused(past, trainee.user, Kind.ARRIVED) == "room_closed"


def test_a_cancelled_evening_has_no_door(evening, enrollment, trainee) -> None:
    Session.objects.filter(pk=evening.pk).update(status=Session.Status.CANCELLED)
    assert refused(evening, trainee.user, Kind.ARRIVED) == "session_cancelled"


def test_the_code_of_the_trainee_s_page_is_taken_at_the_door(
    evening, phone, enrollment, caller
) -> None:
    page = phone.get(reverse("attendance:code", args=[evening.code]))
    assert page.context["key"]
    assert page.context["is_open"]
    scan = make_scan(enrollment, evening, at=timezone.now())
    [result] = take(evening, caller, scan)
    assert result.status == "kept"


def test_a_past_evening_has_no_code(cohort, phone) -> None:
    past = hold_tonight(cohort, begun=timedelta(hours=5))
    page = phone.get(reverse("attendance:code", args=[past.code]))
    assert page.context["key"] == ""


def test_the_room_s_screen_is_the_staff_s(evening, phone, caller) -> None:
    url = reverse("attendance:room", args=[evening.code])
    assert phone.get(url).status_code == 404
    assert "<svg" in signed_in(caller).get(url).content.decode()
