from datetime import date, datetime

import pytest
from django.utils import timezone

from school.courses import actions
from school.courses.models import Session
from school.courses.refusals import EveningBegun, EveningCancelled, ReasonMissing
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.people.models import User
from tests.factories.courses import assign, make_cohort

MONDAY = date(2026, 11, 23)
WEEKDAYS = (0, 2, 4)
TODAY = datetime(2026, 11, 21, 12, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def session(registrar: User, instructor: User) -> Session:
    cohort = make_cohort(sessions=False, starts_on=MONDAY, enrol_until=MONDAY)
    assign(cohort, instructor)
    actions.plan_sessions(cohort, by=registrar, weekdays=WEEKDAYS)
    return cohort.sessions.last()


def test_an_evening_is_cancelled_with_its_reason(
    session: Session, registrar: User
) -> None:
    actions.cancel_session(session, by=registrar, reason="停电", at=TODAY)
    session.refresh_from_db()
    assert session.status == Session.Status.CANCELLED
    left = session.cohort.sessions.planned()
    assert left.count() == 3
    session.cohort.refresh_from_db()
    assert session.cohort.ends_on == timezone.localdate(left.last().starts_at)
    entry = Entry.objects.get(verb="courses.cancel_session")
    assert (entry.reason, entry.data["room"]) == ("停电", "实训室 A")


def test_cancelling_is_refused_without_right_or_reason_and_once_begun(
    session: Session, registrar: User, instructor: User
) -> None:
    with pytest.raises(NotPermitted):
        actions.cancel_session(session, by=instructor, reason="停电", at=TODAY)
    with pytest.raises(ReasonMissing):
        actions.cancel_session(session, by=registrar, reason=" ", at=TODAY)
    with pytest.raises(EveningBegun):
        actions.cancel_session(
            session, by=registrar, reason="停电", at=session.starts_at
        )
    session.refresh_from_db()
    assert session.status == Session.Status.PLANNED


def test_a_cancelled_evening_is_left_alone(
    session: Session, registrar: User, instructor: User
) -> None:
    stale = Session.objects.get(pk=session.pk)
    why = {"by": registrar, "reason": "停电", "at": TODAY}
    actions.cancel_session(session, **why)
    with pytest.raises(EveningCancelled):
        actions.cancel_session(stale, **why)
    with pytest.raises(EveningCancelled):
        actions.replace_teacher(session, teacher=instructor, **why)
    with pytest.raises(EveningCancelled):
        actions.move_session(
            session, starts_at=session.starts_at, ends_at=session.ends_at, **why
        )


def test_with_every_evening_cancelled_the_class_can_be_planned_again(
    session: Session, registrar: User
) -> None:
    cohort = session.cohort
    for one in cohort.sessions.all():
        actions.cancel_session(one, by=registrar, reason="停电", at=TODAY)
    assert not cohort.sessions.planned().exists()
    actions.plan_sessions(cohort, by=registrar, weekdays=WEEKDAYS)
    assert cohort.sessions.planned().count() == 4
