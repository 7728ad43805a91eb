"""The practical of the class under assessment, where it is not plain sailing."""

from dataclasses import replace
from datetime import time, timedelta
from itertools import combinations, cycle
from random import Random
from uuid import UUID

from school.assessment import actions as assessment
from school.assessment.actions.lines import Given, Kind
from school.assessment.days import DayPlan, LanePlan
from school.assessment.models import Marking, PracticalStation
from school.assessment.rubrics import version_of
from school.portal.demonstration import exams
from school.portal.demonstration.clock import at, on
from school.portal.demonstration.plans import DAY
from school.portal.demonstration.school import ClassBook, Member, School

# Its own, so that nothing else in the demonstration moves.
CHANCE = 240613
EXAMINERS = ("examiner", "second_examiner", "third_examiner")
ROOMS = "一二三四五六七八"


def shown(school: School, book: ClassBook, *, marked: int, sat: int) -> None:
    """By their place in the class: all of `marked` is handed in, `sat` has stations to take."""
    _left_to_a_moderator(replace(school, chance=Random(CHANCE)), book.members[sat - 1])
    _sent_too_late(school, book.members[marked])
    _evening(school, book, book.members[sat : sat + 3])


def _left_to_a_moderator(school: School, member: Member) -> None:
    """Two examiners are far apart, and the registrar has named who decides."""
    moment = on(school.today - DAY, 20, 30)
    practical = member.enrollment.practicals.get()
    [*_others, showing] = exams.showings(practical, skill=0.9, chance=school.chance)
    one, other = showing.sheets()
    exams.mark(school, one, showing, moment=moment)
    exams.mark(school, other, showing, moment=moment, strictness=3)
    third = showing.place.markings.get(role=Marking.Role.THIRD)
    with at(moment + timedelta(minutes=40)):
        assessment.call_moderator(
            showing.place, examiner=third.examiner, by=school.registrar
        )


def _sent_too_late(school: School, member: Member) -> None:
    """A telephone was without a signal until the sheet had been handed in on another."""
    sheet = Marking.objects.filter(
        practical_station__practical__enrollment=member.enrollment,
        status=Marking.Status.SUBMITTED,
    ).order_by("pk")[0]
    station = sheet.practical_station.station
    assert sheet.submitted_at
    line = Given(
        uuid=UUID(int=CHANCE),
        kind=Kind.ITEM,
        given_at=sheet.submitted_at - timedelta(minutes=2),
        device="d3m0",
        rubric=version_of(station),
        subject=station.items.order_by("number")[0].code,
        points=1,
    )
    with at(sheet.submitted_at + timedelta(minutes=25)):
        assessment.keep_marks(sheet, [line], by=sheet.examiner)


def _evening(school: School, book: ClassBook, members: list[Member]) -> None:
    """Tomorrow three more take their stations, one after the other in rooms of their own."""
    practicals = [member.enrollment.practicals.get() for member in members]
    places = PracticalStation.objects.filter(practical__in=practicals)
    drawn = {place.station_id: place.station for place in places.order_by("station")}
    staff = (school.staff[key] for key in EXAMINERS)
    lanes = [
        LanePlan(f"操作室{room}", station, pair)
        for room, station, pair in zip(
            ROOMS, drawn.values(), cycle(combinations(staff, 2)), strict=False
        )
    ]
    plan = DayPlan(
        on=school.today + DAY,
        begins=time(18, 30),
        ends=time(21, 30),
        venue=school.venues["centre"],
        lanes=lanes,
        practicals=practicals,
    )
    with at(school.now - timedelta(hours=2)):
        assessment.plan_day(book.cohort, plan=plan, by=school.registrar)
