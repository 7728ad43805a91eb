from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from school.courses import actions
from school.courses.models import Cohort, Duty, Instructor, Session
from school.courses.refusals import (
    ClassBusy,
    ClassOver,
    EndsBeforeItBegins,
    EveningBegun,
    EveningsHeld,
    NoDutyHere,
    NoEvenings,
    NoWeekdays,
    ReasonMissing,
    RoomTaken,
    TeacherBusy,
)
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.people.models import User
from tests.factories.courses import assign, make_cohort, make_edition, make_venue

MONDAY = date(2026, 11, 23)
WEEKDAYS = (0, 2, 4)
TODAY = datetime(2026, 11, 21, 12, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def cohort(db: None) -> Cohort:
    return make_cohort(
        sessions=False,
        starts_on=MONDAY,
        enrol_until=MONDAY,
        status=Cohort.Status.DRAFT,
    )


def days(cohort: Cohort) -> list[date]:
    return [timezone.localdate(one.starts_at) for one in cohort.sessions.all()]


def test_a_plan_holds_every_evening_in_order(cohort: Cohort, registrar: User) -> None:
    skipped = date(2026, 11, 25)
    actions.plan_sessions(cohort, by=registrar, weekdays=WEEKDAYS, skipping=[skipped])
    assert days(cohort) == [
        date(2026, 11, 23),
        date(2026, 11, 27),
        date(2026, 11, 30),
        date(2026, 12, 2),
    ]
    first = cohort.sessions.first()
    assert timezone.localtime(first.starts_at).time() == time(19)
    assert timezone.localtime(first.ends_at).time() == time(21, 25)
    assert (first.venue, first.room) == (cohort.venue, "实训室 A")
    assert cohort.ends_on == date(2026, 12, 2)
    cohort.refresh_from_db()
    assert cohort.ends_on == date(2026, 12, 2)
    assert Entry.objects.get().data == {
        "weekdays": [0, 2, 4],
        "skipping": ["2026-11-25"],
        "count": 4,
    }


def test_the_plan_gives_each_evening_its_lecturer(
    cohort: Cohort, registrar: User, instructor: User, other_instructor: User
) -> None:
    assign(cohort, other_instructor)
    assign(cohort, instructor)
    Instructor.objects.create(user=instructor, kind=Instructor.Kind.NURSE)
    sessions = actions.plan_sessions(cohort, by=registrar, weekdays=WEEKDAYS)
    assert {session.teacher for session in sessions} == {instructor}


def test_planned_again_the_same_evenings_move(cohort: Cohort, registrar: User) -> None:
    actions.plan_sessions(cohort, by=registrar, weekdays=WEEKDAYS)
    codes = set(cohort.sessions.values_list("code", flat=True))
    actions.plan_sessions(cohort, by=registrar, weekdays=[5])
    assert set(cohort.sessions.values_list("code", flat=True)) == codes
    assert {day.weekday() for day in days(cohort)} == {5}


def test_planning_needs_the_right(cohort: Cohort, instructor: User) -> None:
    assign(cohort, instructor)
    with pytest.raises(NotPermitted):
        actions.plan_sessions(cohort, by=instructor, weekdays=WEEKDAYS)


def test_a_plan_that_cannot_be_is_refused(cohort: Cohort, registrar: User) -> None:
    with pytest.raises(NoWeekdays):
        actions.plan_sessions(cohort, by=registrar, weekdays=[])
    with pytest.raises(EndsBeforeItBegins):
        actions.plan_sessions(
            cohort, by=registrar, weekdays=[1], begins=time(21), ends=time(19)
        )
    bare = make_cohort(edition=make_edition(evenings=0), sessions=False)
    with pytest.raises(NoEvenings):
        actions.plan_sessions(bare, by=registrar, weekdays=[1])


def test_a_class_that_has_begun_is_not_planned_anew(registrar: User) -> None:
    running = make_cohort(status=Cohort.Status.RUNNING)
    with pytest.raises(EveningsHeld):
        actions.plan_sessions(running, by=registrar, weekdays=[1])
    over = make_cohort(edition=running.edition, status=Cohort.Status.COMPLETED)
    with pytest.raises(ClassOver):
        actions.plan_sessions(over, by=registrar, weekdays=[1])


def test_two_classes_do_not_share_a_room(cohort: Cohort, registrar: User) -> None:
    actions.plan_sessions(cohort, by=registrar, weekdays=WEEKDAYS)
    other = make_cohort(
        edition=cohort.edition, sessions=False, starts_on=MONDAY, enrol_until=MONDAY
    )
    with pytest.raises(RoomTaken):
        actions.plan_sessions(other, by=registrar, weekdays=WEEKDAYS)
    assert not other.sessions.exists()
    actions.plan_sessions(other, by=registrar, weekdays=[1, 3])
    assert other.sessions.count() == 4


def test_a_cancelled_class_gives_its_rooms_back(
    cohort: Cohort, registrar: User
) -> None:
    actions.plan_sessions(cohort, by=registrar, weekdays=WEEKDAYS)
    actions.cancel(cohort, by=registrar, reason="人数不足")
    other = make_cohort(
        edition=cohort.edition, sessions=False, starts_on=MONDAY, enrol_until=MONDAY
    )
    actions.plan_sessions(other, by=registrar, weekdays=WEEKDAYS)
    assert other.sessions.count() == 4


def test_nobody_teaches_two_classes_at_once(
    cohort: Cohort, registrar: User, instructor: User
) -> None:
    assign(cohort, instructor)
    actions.plan_sessions(cohort, by=registrar, weekdays=WEEKDAYS)
    other = make_cohort(
        edition=cohort.edition,
        venue=make_venue("社区教室"),
        sessions=False,
        starts_on=MONDAY,
        enrol_until=MONDAY,
    )
    assign(other, instructor)
    with pytest.raises(TeacherBusy):
        actions.plan_sessions(other, by=registrar, weekdays=WEEKDAYS)


@pytest.fixture
def session(cohort: Cohort, registrar: User, instructor: User) -> Session:
    assign(cohort, instructor)
    actions.plan_sessions(cohort, by=registrar, weekdays=WEEKDAYS)
    return cohort.sessions.last()


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), timezone.get_current_timezone())


def test_an_evening_moves_with_its_reason(session: Session, registrar: User) -> None:
    day = date(2026, 12, 5)
    actions.move_session(
        session,
        by=registrar,
        reason="停电",
        at=TODAY,
        starts_at=at(day, 18),
        ends_at=at(day, 20),
        venue=make_venue("社区教室"),
        room="B",
    )
    session.refresh_from_db()
    assert (session.starts_at, session.room) == (at(day, 18), "B")
    assert session.cohort.ends_on == day
    entry = Entry.objects.get(verb="courses.move_session")
    assert entry.reason == "停电"
    assert entry.data["to"]["venue"] == "社区教室"


def test_moving_onto_another_evening_is_refused(
    session: Session, registrar: User
) -> None:
    first = session.cohort.sessions.first()
    with pytest.raises(ClassBusy):
        actions.move_session(
            session,
            by=registrar,
            reason="调课",
            starts_at=first.starts_at + timedelta(minutes=30),
            ends_at=first.ends_at + timedelta(minutes=30),
            at=TODAY,
        )


def test_moving_is_refused_without_right_reason_or_sense(
    session: Session, registrar: User, instructor: User
) -> None:
    when = {"starts_at": session.starts_at, "ends_at": session.ends_at, "at": TODAY}
    with pytest.raises(NotPermitted):
        actions.move_session(session, by=instructor, reason="调课", **when)
    with pytest.raises(ReasonMissing):
        actions.move_session(session, by=registrar, reason="", **when)
    with pytest.raises(EndsBeforeItBegins):
        actions.move_session(
            session,
            by=registrar,
            reason="调课",
            starts_at=session.ends_at,
            ends_at=session.starts_at,
            at=TODAY,
        )
    Cohort.objects.filter(pk=session.cohort_id).update(status="cancelled")
    with pytest.raises(ClassOver):
        actions.move_session(session, by=registrar, reason="调课", **when)


def test_an_evening_that_has_begun_does_not_move(
    session: Session, registrar: User
) -> None:
    begun, later = session.starts_at, session.starts_at + timedelta(days=1)
    with pytest.raises(EveningBegun):
        actions.move_session(
            session,
            by=registrar,
            reason="调课",
            starts_at=later,
            ends_at=later + timedelta(hours=2),
            at=begun,
        )
    session.refresh_from_db()
    assert session.starts_at == begun


def test_a_substitute_has_a_duty_in_the_class(
    session: Session, registrar: User, other_instructor: User
) -> None:
    give = {"by": registrar, "teacher": other_instructor, "reason": "生病"}
    with pytest.raises(NoDutyHere):
        actions.replace_teacher(session, **give)
    assign(session.cohort, other_instructor)
    with pytest.raises(ReasonMissing):
        actions.replace_teacher(session, **{**give, "reason": ""})
    with pytest.raises(NotPermitted):
        actions.replace_teacher(session, **{**give, "by": other_instructor})
    actions.replace_teacher(session, **give)
    session.refresh_from_db()
    assert session.teacher == other_instructor
    assert Entry.objects.get(verb="courses.replace_teacher").reason == "生病"


def test_a_substitute_who_teaches_elsewhere_is_refused(
    session: Session, registrar: User, other_instructor: User
) -> None:
    elsewhere = make_cohort(
        edition=session.cohort.edition,
        venue=make_venue("社区教室"),
        starts_on=timezone.localdate(session.starts_at),
    )
    elsewhere.sessions.update(teacher=other_instructor)
    assign(session.cohort, other_instructor, Duty.Kind.ASSISTANT)
    with pytest.raises(TeacherBusy):
        actions.replace_teacher(
            session, by=registrar, teacher=other_instructor, reason="生病"
        )


def test_evenings_are_seen_by_those_who_work_in_the_class(
    session: Session, registrar: User, instructor: User, other_instructor: User
) -> None:
    assert Session.objects.visible_to(instructor).count() == 4
    assert Session.objects.visible_to(registrar).count() == 4
    assert not Session.objects.visible_to(other_instructor).exists()
