"""Staff phone whom no message made answer; not reached is unknown, not out of work."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.people import actions as people
from school.people.models import ConsentText, Person, User
from school.wages import actions, refusals
from school.wages.models import Call, FollowUp
from school.wages.phoning.actions import note_call, to_phone
from school.wages.phoning.refusals import NotADayToCall
from tests.cast import signed_in
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.people import grant
from tests.factories.wages import consent_to_wages, make_follow_up

pytestmark = pytest.mark.django_db

IN_VAIN, DECLINED = Call.Outcome.NOT_REACHED, Call.Outcome.DECLINED


@pytest.fixture
def silent(trainee: Person) -> FollowUp:
    """Told three times, the last a week ago."""
    consent_to_wages(trainee)
    now = timezone.now()
    return make_follow_up(
        make_enrollment(make_cohort(sessions=False), trainee),
        due_on=timezone.localdate() - timedelta(days=28),
        times_told=3,
        notified_at=now - timedelta(days=7),
    )


def listed(days: int = 0) -> list[FollowUp]:
    return list(to_phone(on=timezone.localdate() + timedelta(days=days)))


def call(follow_up: FollowUp, days: int = 0, outcome: str = IN_VAIN) -> Call:
    at = timezone.now() + timedelta(days=days)
    return note_call(follow_up, outcome=outcome, by=SYSTEM, note="没人接", at=at)


def test_who_is_silent_is_phoned(silent: FollowUp) -> None:
    assert listed() == [silent]


@pytest.mark.parametrize(
    "column", [{"times_told": 2}, {"notified_at": timezone.now()}, {"due_on": date.max}]
)
def test_who_has_time_to_answer_is_not(silent: FollowUp, column: dict) -> None:
    FollowUp.objects.filter(pk=silent.pk).update(**column)
    assert listed() == []


def test_who_took_her_consent_back_is_not(silent: FollowUp) -> None:
    people.withdraw_consent(
        silent.enrollment.person, purpose=ConsentText.Purpose.WAGES, by=SYSTEM
    )
    assert listed() == []
    with pytest.raises(refusals.NoConsent):
        call(silent)


def test_in_vain_it_is_tried_again_and_given_up_after_the_third(
    silent: FollowUp,
) -> None:
    called = []
    for day in range(40):
        for one in listed(day):
            called.append((day, one.tries))
            call(one, day)
    assert called == [(0, 0), (2, 1), (7, 2)]
    silent.refresh_from_db()
    assert (silent.status, silent.employment) == ("unreached", "")
    # She may still answer by herself.
    actions.answer_follow_up(silent, employment="employed", by=SYSTEM)
    assert (silent.status, silent.employment) == ("answered", "employed")
    assert Entry.objects.filter(verb="wages.call").count() == 3


def test_a_day_can_be_agreed(silent: FollowUp) -> None:
    today = timezone.localdate()
    for days in (0, 31):
        with pytest.raises(NotADayToCall):
            note_call(
                silent,
                outcome=IN_VAIN,
                by=SYSTEM,
                again_on=today + timedelta(days=days),
            )
    note_call(silent, outcome=IN_VAIN, by=SYSTEM, again_on=today + timedelta(days=9))
    assert (listed(8), listed(9)) == ([], [silent])


def test_a_later_call_s_day_stands_in_the_place_of_the_one_before(
    silent: FollowUp,
) -> None:
    today = timezone.localdate()
    note_call(silent, outcome=IN_VAIN, by=SYSTEM, again_on=today + timedelta(days=20))
    call(silent)
    sooner = Call.objects.latest("pk").again_on
    assert sooner is not None
    assert sooner < today + timedelta(days=20)
    assert listed((sooner - today).days - 1) == []
    assert listed((sooner - today).days) == [silent]


def test_who_declines_is_not_called_again_and_may_still_answer(
    silent: FollowUp,
) -> None:
    call(silent, outcome=DECLINED)
    silent.refresh_from_db()
    assert (silent.status, silent.employment) == ("declined", "")
    assert listed(30) == []
    with pytest.raises(refusals.Declined):
        call(silent, 1)
    actions.answer_follow_up(silent, employment="employed", by=SYSTEM)
    with pytest.raises(refusals.AlreadyAnswered):
        call(silent)


@pytest.mark.parametrize("who", ["registrar", "auditor", "trainee"])
def test_nobody_else_notes_a_call(
    silent: FollowUp, who: str, request: pytest.FixtureRequest
) -> None:
    found = request.getfixturevalue(who)
    by: User = found.user if isinstance(found, Person) else found
    with pytest.raises(NotPermitted):
        note_call(silent, outcome=IN_VAIN, by=by)


def test_calls_are_not_edited(silent: FollowUp) -> None:
    call(silent)
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE wages_call SET note = 'x'")


def test_one_goes_from_call_to_call(
    silent: FollowUp, outcomes_officer: User, classmate: Person
) -> None:
    client: Client = signed_in(grant(outcomes_officer, "wagtailadmin.access_admin"))
    consent_to_wages(classmate)
    other = make_follow_up(
        make_enrollment(silent.enrollment.cohort, classmate),
        due_on=silent.due_on,
        times_told=3,
        notified_at=silent.notified_at,
    )
    first = reverse("wages_desk:interview", args=[silent.code]) + "?list=1"
    second = reverse("wages_desk:interview", args=[other.code]) + "?list=1"
    phone = reverse("wages_desk:phone")
    assert first in client.get(phone).content.decode()
    page = client.get(first).content.decode()
    assert f"tel:{silent.enrollment.person.phone}" in page
    said = {"outcome": "not_reached", "reason": "没人接", "basis": "net"}
    assert client.post(first, said).headers["Location"] == second
    done = {"outcome": "not_employed", "basis": "net"}
    assert client.post(second, done).headers["Location"] == phone
    assert "今天没有要打的电话" in client.get(phone).content.decode()
