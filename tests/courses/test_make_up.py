from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from school.attendance.ledger import scheduled_minutes
from school.courses import actions, proposals
from school.courses.actions.plan import Pattern
from school.courses.models import Cohort, Session
from school.courses.refusals import (
    ClassBusy,
    ClassOver,
    EndsBeforeItBegins,
    EveningToCome,
    MakesUpItself,
    NoDutyHere,
    ReasonMissing,
    TooLateForThat,
)
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from school.people.models import User
from tests.factories.courses import assign, make_cohort
from tests.factories.enrollment import make_enrollment

MONDAY = date(2026, 11, 23)
ZONE = timezone.get_default_timezone()
# The first of four evenings, Monday to Thursday, is over.
TUESDAY = datetime(2026, 11, 24, 9, tzinfo=ZONE)
AGAIN = datetime(2026, 12, 5, 19, tzinfo=ZONE)


@pytest.fixture
def missed(db: None) -> Session:
    return make_cohort(
        starts_on=MONDAY, enrol_until=MONDAY, status=Cohort.Status.RUNNING
    ).sessions.first()


def when(**more: object) -> dict[str, object]:
    return {
        "reason": "六人缺课",
        "starts_at": AGAIN,
        "ends_at": AGAIN + timedelta(hours=2, minutes=25),
        "at": TUESDAY,
        **more,
    }


def test_an_evening_that_was_missed_is_held_once_more(
    missed: Session, registrar: User
) -> None:
    again = actions.make_up(missed, by=registrar, **when())
    assert (again.makes_up, again.evening) == (missed, missed.evening)
    assert (again.venue, again.room) == (missed.venue, missed.room)
    assert again.code != missed.code
    missed.cohort.refresh_from_db()
    assert missed.cohort.ends_on == AGAIN.date()
    entry = Entry.objects.get(verb="courses.make_up")
    assert (entry.reason, entry.data["makes_up"]) == ("六人缺课", missed.pk)


def test_a_make_up_asks_no_hour_of_anybody_twice(
    missed: Session, registrar: User
) -> None:
    cohort = missed.cohort_id
    before = scheduled_minutes([cohort])
    actions.make_up(missed, by=registrar, **when())
    assert scheduled_minutes([cohort]) == before


def test_a_new_plan_holds_the_evening_itself_and_no_make_up(
    missed: Session, registrar: User
) -> None:
    Cohort.objects.filter(pk=missed.cohort_id).update(status=Cohort.Status.ENROLLING)
    missed.cohort.refresh_from_db()
    last = missed.cohort.sessions.last()
    actions.cancel_session(last, by=registrar, reason="停电", at=TUESDAY)
    again = actions.make_up(last, by=registrar, **when())
    shown = proposals.of_plan(last.cohort, Pattern(range(7)))
    assert shown.falling_away == [again]
    actions.plan_sessions(last.cohort, by=registrar, weekdays=range(7), at=TUESDAY)
    again.refresh_from_db()
    assert again.status == Session.Status.CANCELLED
    assert last.cohort.sessions.planned().count() == 4
    entry = Entry.objects.get(verb="courses.plan_sessions")
    assert entry.data["fallen_away"] == [again.pk]


def test_a_cancelled_evening_counts_again_once_it_is_made_up_for(
    missed: Session, registrar: User
) -> None:
    last, cohort = missed.cohort.sessions.last(), missed.cohort_id
    whole = scheduled_minutes([cohort])[cohort]
    actions.cancel_session(last, by=registrar, reason="停电", at=TUESDAY)
    assert scheduled_minutes([cohort])[cohort] == whole - last.evening.minutes
    actions.make_up(last, by=registrar, **when())
    assert scheduled_minutes([cohort])[cohort] == whole


def test_the_class_is_told_of_a_make_up(missed: Session, registrar: User) -> None:
    make_enrollment(missed.cohort)
    actions.make_up(missed, by=registrar, **when())
    notice = Notice.objects.get()
    assert notice.context["is_make_up"] is True
    assert notice.kind == "session_changed"


def test_an_evening_still_ahead_is_moved_and_not_made_up_for(
    missed: Session, registrar: User
) -> None:
    with pytest.raises(EveningToCome):
        actions.make_up(missed.cohort.sessions.last(), by=registrar, **when())


def test_a_make_up_is_not_made_up_for_itself(missed: Session, registrar: User) -> None:
    again = actions.make_up(missed, by=registrar, **when())
    with pytest.raises(MakesUpItself):
        actions.make_up(again, by=registrar, **when(at=AGAIN + timedelta(days=1)))


def test_a_make_up_is_refused_without_right_reason_or_sense(
    missed: Session, registrar: User, instructor: User
) -> None:
    with pytest.raises(NotPermitted):
        actions.make_up(missed, by=instructor, **when())
    with pytest.raises(ReasonMissing):
        actions.make_up(missed, by=registrar, **when(reason=" "))
    with pytest.raises(EndsBeforeItBegins):
        actions.make_up(missed, by=registrar, **when(ends_at=AGAIN))
    with pytest.raises(TooLateForThat):
        actions.make_up(missed, by=registrar, **when(at=AGAIN))
    with pytest.raises(NoDutyHere):
        actions.make_up(missed, by=registrar, **when(teacher=instructor))
    third = missed.cohort.sessions.last()
    with pytest.raises(ClassBusy):
        actions.make_up(
            missed,
            by=registrar,
            **when(starts_at=third.starts_at, ends_at=third.ends_at, room="B"),
        )
    Cohort.objects.update(status=Cohort.Status.COMPLETED)
    with pytest.raises(ClassOver):
        actions.make_up(missed, by=registrar, **when())
    assert not Session.objects.exclude(makes_up=None).exists()


def test_somebody_with_a_duty_teaches_the_make_up(
    missed: Session, registrar: User, instructor: User
) -> None:
    assign(missed.cohort, instructor)
    again = actions.make_up(missed, by=registrar, **when(teacher=instructor))
    assert again.teacher == instructor
