"""A small contest of three counties, held a month ago and published; one that is to come."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from school.assessment.contest import actions
from school.assessment.models import Contest, Contestant, JudgeSheet, Round
from school.courses.models import Item
from school.people.models import User
from school.portal.demonstration.clock import at, on
from school.portal.demonstration.school import ClassBook, School

AGO, AHEAD = timedelta(days=30), timedelta(days=26)
# By their place in the class; guests come by name. Whether the results may name them.
OF_THE_CLASS = ((0, "青石县", True), (5, "青石县", True), (7, "柳塘县", False))
GUESTS = (
    ("甘冬梅", "柳塘县", False),
    ("饶秋香", "云岭县", True),
    ("艾细凤", "云岭县", False),
)
# Of the points of a step, in tenths, by start number: nobody is quite like another.
SHOWN = (8, 10, 7, 9, 6, 8)
FINALISTS = 3


def held(school: School, book: ClassBook) -> Contest:
    """Two rounds of one station each, before two judges who teach nobody."""
    day = school.today - AGO
    judges = _judges(school)
    with at(on(day - timedelta(days=14), 10)):
        contest = _planned(school, judges, number="首", begins=on(day, 9))
        _enter(school, contest, _entries(book))
    for hour in (9, 14):
        with at(on(day, hour)):
            _round(school, contest, judges, begins=on(day, hour))
    with at(on(day, 17)):
        actions.publish_contest(contest, by=school.registrar)
    return contest


def to_come(school: School, book: ClassBook) -> Contest:
    """Open for entries; one county has named its team."""
    begins = on(school.today + AHEAD, 9)
    with at(school.now - timedelta(days=2)):
        contest = _planned(school, _judges(school), number="第二", begins=begins)
        of_one = (one for one in _entries(book) if one["county"] == "青石县")
        _enter(school, contest, of_one)
    return contest


def _judges(school: School) -> list[User]:
    return [school.staff["examiner"], school.staff["second_examiner"]]


def _planned(
    school: School, judges: Sequence[User], *, number: str, begins: datetime
) -> Contest:
    edition = school.editions["EC"]
    first, final = edition.stations.order_by("number")[:2]
    contest = actions.draft_contest(
        edition,
        by=school.registrar,
        name=f"{number}届家庭服务行业职业技能竞赛（演示）",
        level=Contest.Level.CITY,
        team_best=2,
        prizes=(1, 1, 1),
    )
    for station, going_on, hours in ((first, FINALISTS, 0), (final, None, 5)):
        planned = actions.plan_round(
            contest,
            by=school.registrar,
            begins_at=begins + timedelta(hours=hours),
            place="青石镇文化站一楼",
            stations=[station],
            going_on=going_on,
        )
        actions.appoint_judges(
            planned, station=station, judges=judges, by=school.registrar
        )
    return actions.open_contest(contest, by=school.registrar)


def _entries(book: ClassBook) -> Iterator[dict[str, Any]]:
    for place, county, is_named in OF_THE_CLASS:
        person = book.members[place].trainee.person
        yield {"person": person, "county": county, "is_named": is_named}
    for name, county, is_named in GUESTS:
        yield {"guest_name": name, "county": county, "is_named": is_named}


def _enter(school: School, contest: Contest, entries: Iterable[dict[str, Any]]) -> None:
    for entry in entries:
        actions.enter_contest(contest, **entry, has_consented=True, by=school.registrar)


def _round(
    school: School,
    contest: Contest,
    judges: Sequence[User],
    *,
    begins: datetime,
) -> Round:
    running = actions.start_round(contest, by=school.registrar)
    sheets = JudgeSheet.objects.filter(place__round=running).select_related(
        "station", "judge", "place__contestant"
    )
    for sheet in sheets:
        one: Contestant = sheet.place.contestant
        called = begins + one.start_number * timedelta(minutes=12)
        strict = judges.index(sheet.judge)
        actions.start_clock(sheet, by=sheet.judge, at=called)
        _mark(sheet, strict=strict, at=called)
        done = called + timedelta(minutes=4 + one.start_number % 3)
        actions.stop_clock(sheet, by=sheet.judge, at=done)
        actions.submit_judging(sheet, by=sheet.judge, at=done)
    return actions.close_round(contest, by=school.registrar)


def _mark(sheet: JudgeSheet, *, strict: int, at: datetime) -> None:
    shown = SHOWN[sheet.place.contestant.start_number - 1]
    for item in sheet.station.items.all():
        actions.judge_item(
            sheet, item=item, points=_points(item, shown, strict), by=sheet.judge, at=at
        )


def _points(item: Item, shown: int, strict: int) -> int:
    """The stricter of the two takes a point off every third step."""
    given = (item.points * shown + 5) // 10
    return max(0, given - (strict and item.number % 3 == 0))
