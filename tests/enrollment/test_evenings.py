"""A class is told when one of its evenings changes."""

from datetime import timedelta

import pytest

from school.courses import actions as courses
from school.courses.models import Session
from school.enrollment.models import Enrollment
from school.notices import wording
from school.notices.models import Delivery, Notice
from school.people.models import Person, User
from tests.factories.courses import assign, make_cohort, make_venue
from tests.factories.enrollment import make_enrollment

CHANGED = Notice.objects.filter(kind="session_changed")


@pytest.fixture
def session(db: None) -> Session:
    return make_cohort().sessions.first()


@pytest.fixture
def member(session: Session) -> Person:
    """One on the roll, beside one who waits and one who has left."""
    cohort, status = session.cohort, Enrollment.Status
    make_enrollment(cohort, status=status.WAITLISTED, queue_number=1)
    make_enrollment(cohort, status=status.WITHDRAWN)
    return make_enrollment(cohort).person


def test_the_roll_is_told_of_a_new_time_by_sms_too(
    session: Session, member: Person, registrar: User
) -> None:
    courses.move_session(
        session,
        by=registrar,
        reason="停电",
        starts_at=session.starts_at + timedelta(days=9),
        ends_at=session.ends_at + timedelta(days=9),
    )
    notice = CHANGED.all().get()
    assert notice.person == member
    assert notice.context["starts_at"] == {"at": session.starts_at.isoformat()}
    assert "停电" in wording.body(notice)
    assert Delivery.objects.filter(notice=notice).count() == 1


def test_the_roll_is_told_of_a_plan_on_the_same_days_in_another_place(
    session: Session, member: Person, registrar: User
) -> None:
    cohort, everyday = session.cohort, {"by": registrar, "weekdays": range(7)}
    courses.plan_sessions(cohort, **everyday)
    before = CHANGED.filter(person=member).count()
    courses.plan_sessions(cohort, **everyday)
    assert CHANGED.filter(person=member).count() == before
    cohort.venue = make_venue("社区教室")
    courses.change(cohort, by=registrar)
    courses.plan_sessions(cohort, **everyday)
    assert CHANGED.filter(person=member).count() == before + 1


def test_the_roll_is_told_of_a_cancelled_evening(
    session: Session, member: Person, registrar: User
) -> None:
    courses.cancel_session(session, by=registrar, reason="停电")
    notice = CHANGED.all().get()
    assert notice.person == member
    assert "这一晚不上课" in wording.body(notice)
    assert "取消" in wording.subject(notice)


def test_the_roll_is_told_who_teaches_and_not_why(
    session: Session, member: Person, registrar: User, instructor: User
) -> None:
    assign(session.cohort, instructor)
    courses.replace_teacher(session, by=registrar, teacher=instructor, reason="住院")
    body = wording.body(CHANGED.get(person=member))
    assert str(instructor) in body
    assert "住院" not in body
    assert not Delivery.objects.filter(notice__person=member).exists()


def test_an_evening_that_is_over_gets_its_teacher_put_right_in_silence(
    session: Session, member: Person, registrar: User, instructor: User
) -> None:
    assign(session.cohort, instructor)
    courses.replace_teacher(
        session, by=registrar, teacher=instructor, reason="更正", at=session.ends_at
    )
    assert not CHANGED.all().exists()
