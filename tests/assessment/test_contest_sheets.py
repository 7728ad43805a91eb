"""A judge's sheet: who writes on it, what it takes, and that it is appended to."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from school.assessment import refusals as sheet_refusals
from school.assessment.contest import actions, refusals
from school.assessment.models import Judge, JudgeItemMark, JudgeSheet
from school.journal.actors import SYSTEM
from school.lib.errors import NotPermitted
from school.people.models import Person, User
from tests.factories.assessors import make_conflict
from tests.factories.contests import (
    enter,
    judge,
    make_contest,
    make_judges,
    sheets_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet() -> JudgeSheet:
    contest = make_contest(going_on=[1])
    one = enter(contest, "甲")
    enter(contest, "乙")
    actions.start_round(contest, by=SYSTEM)
    return sheets_of(one)[0]


def test_only_its_judge_writes_on_it(
    sheet: JudgeSheet, examiner: User, registrar: User
) -> None:
    item = sheet.station.items.all()[0]
    for other in (examiner, registrar):
        with pytest.raises(NotPermitted):
            actions.judge_item(sheet, item=item, points=1, by=other)
    actions.judge_item(sheet, item=item, points=1, by=sheet.judge)


def test_who_lost_the_role_judges_no_more(sheet: JudgeSheet) -> None:
    sheet.judge.groups.clear()
    judge_now = User.objects.get(pk=sheet.judge_id)
    item = sheet.station.items.all()[0]
    with pytest.raises(NotPermitted):
        actions.judge_item(sheet, item=item, points=1, by=judge_now)


def test_who_handed_over_sees_the_sheet_no_more(
    sheet: JudgeSheet, examiner: User
) -> None:
    leaving = Judge.objects.get(
        round=sheet.place.round, station=sheet.station, user=sheet.judge
    )
    assert sheet in JudgeSheet.objects.visible_to(sheet.judge)
    actions.hand_over(leaving, to=examiner, by=SYSTEM, reason="生病")
    assert sheet not in JudgeSheet.objects.visible_to(sheet.judge)
    assert JudgeSheet.objects.visible_to(examiner).exists()


def test_marks_are_within_the_step_and_of_the_station(sheet: JudgeSheet) -> None:
    item = sheet.station.items.all()[0]
    with pytest.raises(sheet_refusals.PointsOutOfRange):
        actions.judge_item(sheet, item=item, points=51, by=sheet.judge)
    other = sheet.station.edition.stations.exclude(pk=sheet.station_id)[0]
    with pytest.raises(sheet_refusals.NotOnThisSheet):
        actions.judge_item(sheet, item=other.items.all()[0], points=1, by=sheet.judge)
    with pytest.raises(sheet_refusals.NotOnThisSheet):
        actions.judge_critical(
            sheet,
            critical_fail=other.critical_fails.all()[0],
            is_observed=True,
            by=sheet.judge,
        )


def test_unmarked_steps_are_asked_about(sheet: JudgeSheet) -> None:
    with pytest.raises(sheet_refusals.ItemsUnmarked):
        actions.submit_judging(sheet, by=sheet.judge)
    actions.submit_judging(sheet, by=sheet.judge, rest_not_done=True)
    assert sheet.item_marks.count() == 2


def test_handed_in_it_takes_nothing_more(sheet: JudgeSheet) -> None:
    judge(sheet, 80)
    with pytest.raises(sheet_refusals.SheetHandedIn):
        judge(sheet, 80)


def test_the_clock_starts_stops_and_stays(sheet: JudgeSheet) -> None:
    now = timezone.now()
    for minutes, verb in enumerate(
        [
            actions.stop_clock,
            actions.start_clock,
            actions.start_clock,
            actions.stop_clock,
            actions.stop_clock,
        ]
    ):
        verb(sheet, by=sheet.judge, at=now + timedelta(minutes=minutes))
    assert JudgeSheet.objects.get(pk=sheet.pk).seconds == 120


def test_handing_in_stops_a_clock_that_runs(sheet: JudgeSheet) -> None:
    now = timezone.now()
    actions.start_clock(sheet, by=sheet.judge, at=now)
    later = now + timedelta(seconds=90)
    actions.submit_judging(sheet, by=sheet.judge, rest_not_done=True, at=later)
    assert JudgeSheet.objects.get(pk=sheet.pk).seconds == 90


def test_the_database_refuses_to_change_a_mark(sheet: JudgeSheet) -> None:
    judge(sheet, 80)
    with pytest.raises(IntegrityError), transaction.atomic():
        JudgeItemMark.objects.update(points=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        JudgeItemMark.objects.all().delete()


def test_no_judge_is_close_to_who_competes(trainee: Person) -> None:
    close, *others = make_judges(3)
    make_conflict(close, trainee)
    contest = make_contest(judges=[close, *others])
    enter(contest, trainee)
    enter(contest, "甲")
    with pytest.raises(refusals.JudgeIsClose):
        actions.start_round(contest, by=SYSTEM)
    station = contest.rounds.get().stations.first()
    with pytest.raises(refusals.JudgeIsClose):
        actions.appoint_judges(
            contest.rounds.get(),
            station=station,
            judges=[close, others[0]],
            by=SYSTEM,
        )
