"""Whoever teaches or assists is told when an evening of theirs changes: each once, and nobody else."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from school.courses import actions
from school.courses.models import Cohort, Duty, Session
from school.journal.models import Entry
from school.notices import wording
from school.notices.models import Delivery, Notice
from school.people.models import Person, User
from tests.factories.courses import assign, make_cohort
from tests.factories.enrollment import make_enrollment

Kind = Duty.Kind
DAY = timedelta(days=1)


@pytest.fixture
def cohort(
    instructor: User,
    other_instructor: User,
    assistant: User,
    examiner: User,
    trainee: Person,
) -> Cohort:
    """Two who teach by turns, one who assists and is head teacher too, one who examines."""
    cohort = make_cohort()
    assign(cohort, instructor)
    assign(cohort, other_instructor)
    assign(cohort, assistant, Kind.ASSISTANT)
    assign(cohort, assistant, Kind.HEAD_TEACHER)
    assign(cohort, examiner, Kind.EXAMINER)
    make_enrollment(cohort, trainee)
    return cohort


@pytest.fixture
def session(cohort: Cohort, instructor: User) -> Session:
    session = cohort.sessions.first()
    session.teacher = instructor
    session.save(update_fields=["teacher"])
    return session


def told() -> Counter[tuple[str, str]]:
    """Who was told what, how often."""
    return Counter(Notice.objects.values_list("person__user__display_name", "kind"))


def once(*told: tuple[User, str]) -> Counter[tuple[str, str]]:
    return Counter((user.display_name, kind) for user, kind in told)


def test_a_moved_evening_touches_its_teacher_the_assistant_and_the_class(
    session: Session,
    registrar: User,
    instructor: User,
    assistant: User,
    trainee: Person,
) -> None:
    actions.move_session(
        session,
        by=registrar,
        reason="停电",
        starts_at=session.starts_at + 9 * DAY,
        ends_at=session.ends_at + 9 * DAY,
    )
    changed = "evening_moved"
    assert told() == once(
        (instructor, changed), (assistant, changed), (trainee.user, changed)
    )
    assert Delivery.objects.filter(channel="sms").count() == 3
    notice = Notice.objects.get(person__user=instructor)
    assert "停电" in wording.body(notice)
    assert "week=20" in notice.link


def test_another_room_is_a_move_too(
    session: Session, registrar: User, instructor: User, assistant: User
) -> None:
    actions.move_session(
        session,
        by=registrar,
        reason="漏水",
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        room="二楼",
    )
    assert told()[(instructor.display_name, "evening_moved")] == 1
    assert "二楼" in wording.body(Notice.objects.get(person__user=assistant))


def test_a_cancelled_evening_touches_the_same(
    session: Session,
    registrar: User,
    instructor: User,
    assistant: User,
    trainee: Person,
) -> None:
    actions.cancel_session(session, by=registrar, reason="停电")
    changed = "evening_cancelled"
    assert told() == once(
        (instructor, changed), (assistant, changed), (trainee.user, changed)
    )
    assert "取消" in wording.subject(Notice.objects.get(person__user=instructor))


def test_an_evening_without_a_teacher_touches_all_who_might_teach_it(
    cohort: Cohort,
    registrar: User,
    instructor: User,
    other_instructor: User,
    assistant: User,
    trainee: Person,
) -> None:
    actions.cancel_session(cohort.sessions.first(), by=registrar, reason="停电")
    changed = "evening_cancelled"
    assert told() == once(
        (instructor, changed),
        (other_instructor, changed),
        (assistant, changed),
        (trainee.user, changed),
    )


def test_a_make_up_evening_is_given_to_its_teacher(
    session: Session,
    registrar: User,
    other_instructor: User,
    assistant: User,
    trainee: Person,
) -> None:
    actions.cancel_session(session, by=registrar, reason="停电")
    Notice.objects.all().delete()
    actions.make_up(
        session,
        by=registrar,
        reason="补上",
        starts_at=session.starts_at + 9 * DAY,
        ends_at=session.ends_at + 9 * DAY,
        teacher=other_instructor,
    )
    changed = "session_changed"
    assert told() == once(
        (other_instructor, "evening_given"),
        (assistant, changed),
        (trainee.user, changed),
    )
    notice = Notice.objects.get(person__user=other_instructor)
    assert "补课" in wording.body(notice)


def test_a_substitute_and_whom_she_stands_in_for_are_told_by_sms(
    session: Session,
    registrar: User,
    instructor: User,
    other_instructor: User,
    assistant: User,
    trainee: Person,
) -> None:
    actions.replace_teacher(
        session, by=registrar, teacher=other_instructor, reason="住院"
    )
    changed = "session_changed"
    assert told() == once(
        (other_instructor, "evening_given"),
        (instructor, "evening_taken"),
        (assistant, changed),
        (trainee.user, changed),
    )
    sms = Delivery.objects.filter(channel="sms").values_list("notice__kind", flat=True)
    assert sorted(sms) == ["evening_given", "evening_taken"]
    assert not any("住院" in wording.body(one) for one in Notice.objects.all())


def test_a_substitute_given_meanwhile_is_told_to_stay_away(
    session: Session, registrar: User, assistant: User, other_instructor: User
) -> None:
    """Two registrars have the evening open, each with its first teacher."""
    stale = Session.objects.select_related("teacher").get(pk=session.pk)
    for read, teacher in ((session, other_instructor), (stale, assistant)):
        actions.replace_teacher(read, by=registrar, teacher=teacher, reason="住院")
    taken = Notice.objects.filter(kind="evening_taken").order_by("pk").last()
    assert taken and taken.person.user == other_instructor


def test_a_plan_that_changes_only_teachers_is_for_those_who_teach(
    session: Session, registrar: User, instructor: User, trainee: Person
) -> None:
    everyday = {"by": registrar, "weekdays": range(7)}
    actions.plan_sessions(session.cohort, **everyday)
    Notice.objects.all().delete()
    session.cohort.sessions.update(teacher=None)
    actions.plan_sessions(session.cohort, **everyday)
    assert Notice.objects.filter(person__user=instructor).count() == 1
    assert not Notice.objects.filter(person=trainee).exists()


def test_nobody_is_told_of_an_evening_that_is_over(
    session: Session, registrar: User, other_instructor: User
) -> None:
    actions.replace_teacher(
        session,
        by=registrar,
        teacher=other_instructor,
        reason="更正",
        at=session.ends_at,
    )
    assert not Notice.objects.exists()


def test_a_new_plan_is_one_word_for_all_evenings(
    cohort: Cohort,
    registrar: User,
    instructor: User,
    other_instructor: User,
    assistant: User,
    trainee: Person,
) -> None:
    actions.plan_sessions(cohort, by=registrar, weekdays=(0, 2))
    changed = "session_changed"
    assert told() == once(
        (instructor, changed),
        (other_instructor, changed),
        (assistant, changed),
        (trainee.user, changed),
    )


def test_a_class_that_is_called_off_ends_every_duty_in_it(
    cohort: Cohort,
    registrar: User,
    instructor: User,
    other_instructor: User,
    assistant: User,
    examiner: User,
    trainee: Person,
) -> None:
    actions.cancel(cohort, by=registrar, reason="人数不够")
    over = "duty_over"
    assert told() == once(
        (instructor, over),
        (other_instructor, over),
        (assistant, over),
        (examiner, over),
        (trainee.user, "class_cancelled"),
    )


def test_whoever_does_it_and_whoever_has_left_are_not_told(
    session: Session, superuser: User, instructor: User, assistant: User
) -> None:
    session.teacher = superuser
    session.save(update_fields=["teacher"])
    assistant.is_active = False
    assistant.save(update_fields=["is_active"])
    actions.cancel_session(session, by=superuser, reason="停电")
    assert not Notice.objects.filter(person__user__in=[superuser, assistant]).exists()


def test_who_teaches_and_is_enrolled_too_is_told_once(
    session: Session, registrar: User, assistant: User
) -> None:
    person = Person.objects.create(user=assistant, name="刘助教")
    make_enrollment(session.cohort, person)
    actions.cancel_session(session, by=registrar, reason="停电")
    assert Notice.objects.filter(person=person).count() == 1


def test_a_colleague_is_put_on_file_once_under_the_name_of_the_account(
    session: Session, registrar: User, instructor: User
) -> None:
    for moved in (9, 18):
        actions.move_session(
            session,
            by=registrar,
            reason="停电",
            starts_at=session.starts_at + moved * DAY,
            ends_at=session.ends_at + moved * DAY,
            at=timezone.now(),
        )
    person = Person.objects.get(user=instructor)
    assert (person.name, person.has_identity) == (instructor.display_name, False)
    filed = Entry.objects.filter(verb="people.put_on_file")
    assert filed.filter(object_id=str(person.pk)).count() == 1
