"""Contests: planned, entered and judged by the verbs themselves."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from school.assessment.contest import actions
from school.assessment.models import Contest, Contestant, JudgeSheet, Round
from school.courses.models import Edition
from school.journal.actors import SYSTEM
from school.people.models import Person, User
from school.people.roles import Role
from tests.factories.courses import make_edition
from tests.factories.people import make_user


def make_judges(count: int = 2) -> list[User]:
    names = ("韩评委", "杨评委", "林评委", "高评委", "何评委")
    return [make_user(display_name=name, role=Role.EXAMINER) for name in names[:count]]


def make_draft(
    *,
    edition: Edition | None = None,
    judges: Sequence[User] = (),
    going_on: Sequence[int] = (),
    stations: int = 1,
    **rule: Any,
) -> Contest:
    """Planned: a round for each number that goes on, and the last one."""
    contest = actions.draft_contest(
        edition or make_edition(),
        by=SYSTEM,
        **{"name": "家庭服务行业职业技能竞赛", "level": Contest.Level.CITY, **rule},
    )
    taken = list(contest.edition.stations.order_by("number"))[:stations]
    panel = judges or make_judges()
    for number in (*going_on, None):
        planned = actions.plan_round(
            contest,
            by=SYSTEM,
            begins_at=timezone.now() + timedelta(days=1),
            place="文化广场",
            stations=taken,
            going_on=number,
        )
        for station in taken:
            actions.appoint_judges(planned, station=station, judges=panel, by=SYSTEM)
    return contest


def make_contest(**extra: Any) -> Contest:
    """Open for entries."""
    return actions.open_contest(make_draft(**extra), by=SYSTEM)


def enter(
    contest: Contest, who: Person | str, county: str = "金溪县", **extra: Any
) -> Contestant:
    """Somebody on file, or a guest by name."""
    known = {"guest_name": who} if isinstance(who, str) else {"person": who}
    return actions.enter_contest(
        contest, county=county, by=SYSTEM, has_consented=True, **known, **extra
    )


def sheets_of(contestant: Contestant, number: int = 1) -> list[JudgeSheet]:
    """Of one round, in the order of stations and judges."""
    return list(
        JudgeSheet.objects.filter(
            place__contestant=contestant, place__round__number=number
        ).order_by("station__number", "judge_id")
    )


def judge(sheet: JudgeSheet, points: int, *, critical: str = "") -> JudgeSheet:
    """`points` of 100 on two steps of 50 each, and the sheet handed in."""
    first, second = sheet.station.items.order_by("number")
    on_first = min(points, 50)
    actions.judge_item(sheet, item=first, points=on_first, by=SYSTEM)
    actions.judge_item(sheet, item=second, points=points - on_first, by=SYSTEM)
    if critical:
        fail = sheet.station.critical_fails.get(effect=critical)
        actions.judge_critical(sheet, critical_fail=fail, is_observed=True, by=SYSTEM)
    return actions.submit_judging(sheet, by=SYSTEM)


def hold_round(contest: Contest, points: dict[Contestant, int]) -> Round:
    """The next round from its start to its end, every judge giving the same."""
    held = actions.start_round(contest, by=SYSTEM)
    for contestant, given in points.items():
        for sheet in sheets_of(contestant, held.number):
            judge(sheet, given)
    return actions.close_round(contest, by=SYSTEM)


def finished(contest: Contest, points: dict[Contestant, int]) -> Contest:
    """Over after its only round, and not published."""
    hold_round(contest, points)
    return Contest.objects.get(pk=contest.pk)


def falling(
    contestants: Sequence[Contestant], *, best: int = 90
) -> dict[Contestant, int]:
    """Points ten apart, the first has most."""
    return {one: best - 10 * place for place, one in enumerate(contestants)}
