"""A class is told when one of its evenings changes."""

from datetime import timedelta

import pytest

from school.courses import actions as courses
from school.courses.models import Session
from school.enrollment.models import Enrollment
from school.journal.models import Entry
from school.notices import wording
from school.notices.models import Delivery, Notice
from school.people.models import Person, User
from school.ui.templatetags.ui import day, evening
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
    was_at = session.starts_at
    courses.move_session(
        session,
        by=registrar,
        reason="停电",
        starts_at=session.starts_at + timedelta(days=9),
        ends_at=session.ends_at + timedelta(days=9),
    )
    notice = Notice.objects.get(kind="evening_moved")
    assert notice.person == member
    assert wording.subject(notice) == (
        f"{session.cohort}{evening(was_at)}的课改到{evening(session.starts_at)}，"
        f"{session.venue}。"
    )
    assert "停电" in wording.body(notice)
    assert evening(was_at) in wording.body(notice)
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
    notice = Notice.objects.get(kind="evening_cancelled")
    assert notice.person == member
    assert wording.subject(notice) == (
        f"{session.cohort}{day(session.starts_at)}的课取消。"
    )
    assert f"{evening(session.starts_at)}不上课" in wording.body(notice)


def test_another_room_alone_is_told_without_another_time(
    session: Session, member: Person, registrar: User
) -> None:
    courses.move_session(
        session,
        by=registrar,
        reason="漏水",
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        room="二楼",
    )
    subject = wording.subject(Notice.objects.get(kind="evening_moved"))
    assert subject.count(evening(session.starts_at)) == 1
    assert "二楼" in subject


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


def test_moving_and_substituting_at_once_is_one_message_each(
    session: Session,
    member: Person,
    registrar: User,
    instructor: User,
    other_instructor: User,
) -> None:
    was_at = session.starts_at
    for teacher in (instructor, other_instructor):
        assign(session.cohort, teacher)
    Session.objects.filter(pk=session.pk).update(teacher=instructor)
    session.refresh_from_db()
    courses.move_session(
        session,
        by=registrar,
        reason="停电",
        starts_at=session.starts_at + timedelta(days=9),
        ends_at=session.ends_at + timedelta(days=9),
        teacher=other_instructor,
    )
    told = Notice.objects.exclude(kind="enrolled").order_by("kind")
    assert list(told.values_list("kind", "person__user")) == [
        ("evening_given", other_instructor.pk),
        ("evening_moved", member.user_id),
        ("evening_taken", instructor.pk),
    ]
    assert str(other_instructor) in wording.body(told[1])
    assert told[2].context["starts_at"] == {"at": was_at.isoformat()}
    assert Entry.objects.filter(verb="courses.replace_teacher").count() == 1
