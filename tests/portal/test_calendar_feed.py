"""Calendars to subscribe to: private, revocable, and true to every change."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school.courses import actions
from school.courses.models import Cohort, Feed, Session
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.people.models import Person, User
from school.portal.timetable import MOST_READINGS
from tests.cast import signed_in
from tests.factories.courses import assign, make_cohort, make_session, make_venue
from tests.factories.enrollment import make_enrollment

NEW_YEARS_EVE = date(2026, 12, 31)


def address(feed: Feed) -> str:
    return reverse("portal:feed", args=[feed.token])


def events(client: Client, feed: Feed) -> list[icalendar.Event]:
    answer = client.get(address(feed))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))


@pytest.fixture
def cohort(trainee: Person) -> Cohort:
    cohort = make_cohort(venue=make_venue("社区教室", directions_zh="菜场二楼"))
    make_enrollment(cohort, trainee)
    return cohort


@pytest.fixture
def feed(trainee: Person, cohort: Cohort) -> Feed:
    return actions.open_feed(trainee.user, by=trainee.user)


def test_a_trainee_reads_her_evenings_without_signing_in(
    client: Client, feed: Feed, cohort: Cohort
) -> None:
    make_cohort(name="别的班", edition=cohort.edition)
    found = events(client, feed)
    first = cohort.sessions.first()
    assert len(found) == 4
    assert found[0]["uid"] == f"{first.code}@night-school"
    assert found[0]["summary"] == "养老护理第1期 · 1. 第1晚"
    assert "社区教室" in found[0]["location"]
    assert "菜场二楼" in found[0]["description"]
    assert found[0].start == first.starts_at
    assert found[0]["dtstart"].params["TZID"] == "Asia/Shanghai"


def test_the_zone_is_written_out_and_has_no_summer_time(
    client: Client, feed: Feed
) -> None:
    book = icalendar.Calendar.from_ical(client.get(address(feed)).content)
    [zone] = book.walk("VTIMEZONE")
    assert zone["tzid"] == "Asia/Shanghai"
    assert [part["tzoffsetto"].td for part in zone.walk("STANDARD")] == [
        timedelta(hours=8)
    ]
    assert not zone.walk("DAYLIGHT")


def test_an_evening_over_midnight_and_the_year_ends_next_year(
    client: Client, feed: Feed, cohort: Cohort
) -> None:
    cohort.sessions.all().delete()
    zone = ZoneInfo("Asia/Shanghai")
    make_session(
        cohort,
        cohort.edition.evenings.first(),
        on=NEW_YEARS_EVE,
        starts_at=datetime(2026, 12, 31, 22, tzinfo=zone),
        ends_at=datetime(2027, 1, 1, 1, tzinfo=zone),
    )
    [event] = events(client, feed)
    assert event.start.isoformat() == "2026-12-31T22:00:00+08:00"
    assert event.end.isoformat() == "2027-01-01T01:00:00+08:00"


def test_what_changes_keeps_its_name_and_raises_its_sequence(
    client: Client, feed: Feed, cohort: Cohort, registrar: User
) -> None:
    before = events(client, feed)
    first, second = cohort.sessions.all()[:2]
    later = first.starts_at + timedelta(days=20)
    actions.move_session(
        first,
        by=registrar,
        reason="停电",
        starts_at=later,
        ends_at=later + timedelta(hours=2),
    )
    actions.cancel_session(second, by=registrar, reason="停电")
    after = {event["uid"]: event for event in events(client, feed)}
    assert after.keys() == {event["uid"] for event in before}
    moved = after[f"{first.code}@night-school"]
    cancelled = after[f"{second.code}@night-school"]
    assert (moved["sequence"], moved["status"]) == (1, "CONFIRMED")
    assert moved.start == later
    assert (cancelled["sequence"], cancelled["status"]) == (1, "CANCELLED")
    assert {before[0]["sequence"], before[0]["status"]} == {0, "CONFIRMED"}


def test_a_class_that_is_called_off_cancels_its_evenings(
    client: Client, instructor: User, registrar: User
) -> None:
    cohort = make_cohort()
    assign(cohort, instructor)
    feed = actions.open_feed(cohort, by=instructor)
    actions.cancel(cohort, by=registrar, reason="人数不足")
    found = events(client, feed)
    assert {(one["status"], one["sequence"]) for one in found} == {("CANCELLED", 1)}


def test_a_make_up_is_an_evening_of_its_own(
    client: Client, feed: Feed, cohort: Cohort, registrar: User
) -> None:
    missed = cohort.sessions.first()
    actions.cancel_session(missed, by=registrar, reason="停电")
    later = missed.starts_at + timedelta(days=20)
    actions.make_up(
        missed,
        by=registrar,
        reason="补课",
        starts_at=later,
        ends_at=later + timedelta(hours=2),
    )
    found = [one for one in events(client, feed) if "补课" in one["summary"]]
    assert [one.start for one in found] == [later]


def test_no_trainee_stands_in_a_calendar(
    client: Client, cohort: Cohort, trainee: Person, registrar: User
) -> None:
    book = client.get(address(actions.open_feed(cohort, by=registrar))).content.decode()
    assert trainee.name not in book
    assert trainee.phone not in book


def test_who_teaches_reads_her_evenings_and_who_waits_reads_none(
    client: Client, cohort: Cohort, instructor: User, classmate: Person
) -> None:
    make_enrollment(
        cohort,
        classmate,
        status=Enrollment.Status.WAITLISTED,
        queue_number=1,
        enrolled_at=None,
    )
    assert not events(client, actions.open_feed(classmate.user, by=classmate.user))
    Session.objects.filter(pk=cohort.sessions.first().pk).update(teacher=instructor)
    assert len(events(client, actions.open_feed(instructor, by=instructor))) == 1


def test_a_revoked_address_is_dead_and_a_new_one_is_another(
    client: Client, feed: Feed, trainee: Person
) -> None:
    browser = signed_in(trainee)
    old = address(feed)
    browser.post(reverse("portal:open_calendar"))
    assert client.get(old).status_code == 404
    new = Feed.objects.standing().get()
    assert new.token != feed.token
    assert len(new.token) == 26
    page = browser.get(reverse("portal:calendar")).content.decode()
    assert new.token in page and "webcal://" in page
    browser.post(reverse("portal:revoke_calendar"))
    assert client.get(address(new)).status_code == 404
    assert new.token not in browser.get(reverse("portal:calendar")).content.decode()
    assert Entry.objects.filter(verb="courses.revoke_feed").count() == 2


def test_revoking_twice_is_revoking_once(feed: Feed, trainee: Person) -> None:
    ended = actions.revoke_feed(feed, by=trainee.user).revoked_at
    actions.revoke_feed(feed, by=trainee.user, at=timezone.now())
    feed.refresh_from_db()
    assert feed.revoked_at == ended
    assert Entry.objects.filter(verb="courses.revoke_feed").count() == 1


def test_the_address_is_sealed_in_the_database(feed: Feed) -> None:
    stored = Feed.objects.extra(select={"raw": "token"}).values_list("raw", flat=True)
    assert feed.token not in set(stored)
    assert feed.token not in feed.fingerprint


def test_nobody_opens_or_revokes_the_calendar_of_another(
    feed: Feed, cohort: Cohort, classmate: Person, stranger: User, registrar: User
) -> None:
    with pytest.raises(NotPermitted):
        actions.open_feed(feed.user, by=registrar)
    with pytest.raises(NotPermitted):
        actions.revoke_feed(feed, by=classmate.user)
    with pytest.raises(NotPermitted):
        actions.open_feed(cohort, by=SYSTEM)
    with pytest.raises(NotPermitted):
        actions.open_feed(cohort, by=stranger)


def test_a_disabled_account_reads_nothing(client: Client, feed: Feed) -> None:
    User.objects.filter(pk=feed.user_id).update(is_active=False)
    assert client.get(address(feed)).status_code == 404


def test_a_program_that_asks_too_often_is_told_to_wait(
    client: Client, feed: Feed
) -> None:
    answers = [client.get(address(feed)) for _turn in range(MOST_READINGS + 1)]
    assert answers[-2].status_code == 200
    assert answers[-1].status_code == 429
    assert answers[-1]["Retry-After"]


def test_what_has_not_changed_is_not_sent_again(client: Client, feed: Feed) -> None:
    first = client.get(address(feed))
    again = client.get(address(feed), headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "private" in first["Cache-Control"]
