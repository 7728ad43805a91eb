"""A sheet goes to another examiner only if she is free at its time, and the plan follows."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from school.assessment import actions, timetables
from school.assessment.engagements import turn_of
from school.assessment.models import AssessmentDay, Conflict, Marking
from school.courses.actions.sessions import move_session
from school.courses.models import Cohort, Duty, Session
from school.journal.actors import SYSTEM
from school.notices.models import Notice
from school.people.models import User
from tests.assessment.test_day_plan import pairs
from tests.cast import signed_in
from tests.factories.assessment import add_examiner, make_assessing_cohort
from tests.factories.enrollment import make_enrollment
from tests.refused import refused_by


@pytest.fixture
def cohort(db: None) -> Cohort:
    """Two candidates, three rooms, and an examiner who stands in none."""
    cohort = make_assessing_cohort()
    for name in ("林考评员", "朱考评员", "何考评员", "罗考评员"):
        add_examiner(cohort, name)
    for _each in range(2):
        actions.open_practical(make_enrollment(cohort), by=SYSTEM)
    return cohort


@pytest.fixture
def day(cohort: Cohort) -> AssessmentDay:
    day = actions.plan_day(cohort, plan=pairs(cohort), by=SYSTEM)
    Notice.objects.all().delete()
    return day


def first_sheet(day: AssessmentDay) -> Marking:
    sheets = Marking.objects.filter(practical_station__slot__lane__day=day)
    return sheets.order_by("practical_station__slot__starts_at", "pk")[0]


def free(cohort: Cohort) -> User:
    return add_examiner(cohort, "郑考评员")


def elsewhere(sheet: Marking) -> Marking:
    """The sheet of who examines another candidate at the same time."""
    turn = turn_of(sheet)
    assert turn
    others = Marking.objects.filter(
        practical_station__slot__starts_at=turn.starts_at
    ).exclude(practical_station=sheet.practical_station)
    return others.order_by("pk")[0]


def test_who_is_wanted_elsewhere_at_that_time_is_refused(
    day: AssessmentDay, registrar: User
) -> None:
    sheet = first_sheet(day)
    other = elsewhere(sheet)
    user, room = other.examiner, other.practical_station.slot.lane.room
    refusal = refused_by(
        "examiner_unfit",
        actions.replace_examiner,
        sheet,
        examiner=user,
        by=registrar,
        reason="请假",
    )
    assert user.get_full_name() in str(refusal)
    assert f"19:00要在{day.venue} {room}" in str(refusal)
    practical = sheet.practical_station.practical
    page = signed_in(registrar).get(
        reverse("assessment_desk:practical", args=[practical.code])
    )
    assert f"{day.venue} {room}" in page.text
    assert not Notice.objects.exists()


def test_who_teaches_another_class_at_that_time_is_refused(
    day: AssessmentDay, cohort: Cohort
) -> None:
    other = make_assessing_cohort(name="二班")
    user = free(cohort)
    evening = other.sessions.filter(makes_up=None).first()
    turn = turn_of(first_sheet(day))
    assert turn
    Session.objects.filter(pk=evening.pk).update(
        starts_at=turn.starts_at, ends_at=turn.ends_at, teacher=user, room="大教室"
    )
    refusal = refused_by(
        "examiner_unfit",
        actions.replace_examiner,
        first_sheet(day),
        examiner=user,
        by=SYSTEM,
        reason="请假",
    )
    assert "大教室" in str(refusal)


def test_the_plan_follows_and_both_are_told(day: AssessmentDay, cohort: Cohort) -> None:
    sheet, user = first_sheet(day), free(cohort)
    former = sheet.examiner
    actions.replace_examiner(sheet, examiner=user, by=SYSTEM, reason="请假")
    told = Notice.objects.filter(kind="examining_planned")
    assert {one.person.user for one in told} == {user, former}
    assert Notice.objects.count() == 2
    cells = [cell for room in timetables.of_day(day).rooms for cell in room.cells]
    assert [cell.instead for cell in cells if cell.instead] == [[user]]
    # She is in use for other classes now, as is nobody in her place.
    other = make_assessing_cohort(name="二班")
    actions.open_practical(make_enrollment(other), by=SYSTEM)
    Duty.objects.create(cohort=other, user=user, kind=Duty.Kind.EXAMINER)
    theirs = Marking.objects.filter(
        practical_station__practical__enrollment__cohort=other
    )
    plan = pairs(cohort)
    lanes = [
        type(lane)("戊", station, (user, theirs[0].examiner))
        for lane, station in zip(
            plan.lanes, other.edition.stations.order_by("number"), strict=True
        )
    ]
    actions.plan_day(
        other,
        plan=type(plan)(plan.on, plan.begins, plan.ends, plan.venue, lanes),
        by=SYSTEM,
    )
    first = min(one.practical_station.slot.starts_at for one in theirs)
    turn = turn_of(sheet)
    assert turn
    assert first >= turn.ends_at


def test_a_sheet_declined_goes_to_nobody_who_is_wanted_elsewhere(
    day: AssessmentDay,
) -> None:
    sheet = first_sheet(day)
    actions.decline_sheet(sheet, kind=Conflict.Kind.RELATIVE, by=sheet.examiner)
    sheet.refresh_from_db()
    assert sheet.status == Marking.Status.OPEN
    at_that_time = Marking.objects.filter(
        practical_station__slot__starts_at=sheet.practical_station.slot.starts_at
    )
    examiners = [one.examiner for one in at_that_time]
    assert len(set(examiners)) == len(examiners) == 4


def test_who_is_called_in_afterwards_needs_no_time(
    day: AssessmentDay, cohort: Cohort
) -> None:
    sheet = first_sheet(day)
    user = elsewhere(sheet).examiner
    third = actions.call_third(sheet.practical_station, examiner=user, by=SYSTEM)
    assert third
    assert turn_of(third) is None
    past = day.begins_at + timedelta(days=1)
    actions.replace_examiner(
        sheet, examiner=free(cohort), by=SYSTEM, reason="请假", at=past
    )
    # Of what is over nobody is told.
    assert not Notice.objects.exists()


def test_no_evening_of_lessons_takes_the_room_or_an_examiner(
    day: AssessmentDay, cohort: Cohort, registrar: User
) -> None:
    sheet = first_sheet(day)
    turn = turn_of(sheet)
    assert turn
    other = make_assessing_cohort(name="二班", status=Cohort.Status.RUNNING)
    session = other.sessions.filter(makes_up=None).order_by("pk")[0]
    Session.objects.filter(pk=session.pk).update(
        starts_at=day.begins_at + timedelta(days=2),
        ends_at=day.begins_at + timedelta(days=2, hours=2),
        status=Session.Status.PLANNED,
    )

    def move(**changes: Any) -> Session:
        return move_session(
            Session.objects.get(pk=session.pk),
            starts_at=day.begins_at,
            ends_at=day.begins_at + timedelta(hours=2),
            by=SYSTEM,
            reason="换教室",
            **changes,
        )

    refused_by("room_of_station", move, venue=day.venue, room=turn.lane.room)
    Session.objects.filter(pk=session.pk).update(teacher=sheet.examiner)
    refused_by("teacher_examines", move, venue=day.venue, room="大教室")
    Session.objects.filter(pk=session.pk).update(teacher=free(cohort))
    assert move(venue=day.venue, room="大教室").room == "大教室"
