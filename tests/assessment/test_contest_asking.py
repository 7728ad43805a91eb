"""What a registrar is asked, or kept from, before a contest goes on."""

import pytest
from django.urls import reverse

from school.assessment.contest import actions, documents, refusals
from school.assessment.contest.boards import board_of
from school.assessment.contest.standings import frozen, standings_of
from school.assessment.models import Round
from school.journal.actors import SYSTEM
from school.people.models import User
from tests.cast import signed_in
from tests.factories.contests import (
    enter,
    falling,
    finished,
    make_contest,
    make_draft,
    make_judges,
)

pytestmark = pytest.mark.django_db


def test_one_judge_is_too_few() -> None:
    planned = make_draft().rounds.get()
    with pytest.raises(refusals.TooFewJudges):
        actions.appoint_judges(
            planned,
            station=planned.stations.get(),
            judges=make_judges(1),
            by=SYSTEM,
        )


def test_a_space_in_a_county_makes_no_team_of_its_own(registrar: User) -> None:
    contest = make_contest()
    first, second = (enter(contest, "甲", "西县"), enter(contest, "乙", " 西 县"))
    assert first.team == second.team
    html = signed_in(registrar).get(reverse("contest_desk:enter", args=[contest.code]))
    assert '<option value="西县">' in html.text


def test_a_round_begins_and_ends_once_it_was_asked_for(registrar: User) -> None:
    contest, desk = make_contest(), signed_in(registrar)
    home = reverse("contest_desk:contest", args=[contest.code])
    assert "请先开放报名" not in desk.get(home).text
    for who in "甲乙":
        enter(contest, who)
    for step, before, word in (
        ("start", Round.Status.WAITING, "不能再报名"),
        ("close", Round.Status.RUNNING, "晋级"),
    ):
        url = reverse(f"contest_desk:{step}", args=[contest.code])
        assert url in desk.get(home).text
        assert word in desk.get(url).text
        assert contest.rounds.get().status == before
        desk.post(url)


def test_the_list_leads_to_a_new_one(registrar: User, auditor: User) -> None:
    url, new = reverse("contest:index"), reverse("contest_desk:new")
    assert new in signed_in(registrar).get(url).text
    assert new not in signed_in(auditor).get(url).text


def test_the_ranking_says_where_and_who_signs_and_whose_it_is() -> None:
    judges = make_judges()
    contest = make_contest(judges=judges)
    contest = finished(contest, falling([enter(contest, who) for who in "甲乙"]))
    board = board_of(contest, frozen(standings_of(contest)), all_named=True)
    html = documents.ranking_page(contest, board)
    for word in ("文化广场", "内部资料，含全名", *map(str, judges)):
        assert word in html
