"""A contest from its draft to its last round: what each verb does and refuses."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from school.assessment import refusals as sheet_refusals
from school.assessment.contest import actions, refusals
from school.assessment.contest.standings import standings_of
from school.assessment.models import (
    Contest,
    Contestant,
    Judge,
    JudgeSheet,
    Round,
)
from school.journal.actors import SYSTEM
from school.journal.models import Entry as JournalEntry
from school.lib.errors import NotPermitted
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.contests import (
    enter,
    falling,
    hold_round,
    judge,
    make_contest,
    make_judges,
    sheets_of,
)
from tests.factories.courses import make_edition
from tests.factories.people import make_trainee, make_user

pytestmark = pytest.mark.django_db
Status = Contest.Status


def draft(**extra: Any) -> Contest:
    return actions.draft_contest(
        make_edition(), by=SYSTEM, name="县赛", level=Contest.Level.COUNTY, **extra
    )


def plan(contest: Contest, **extra: Any) -> Round:
    return actions.plan_round(
        contest,
        by=SYSTEM,
        **{
            "begins_at": timezone.now(),
            "place": "文化广场",
            "stations": contest.edition.stations.all()[:1],
            **extra,
        },
    )


def status_of(contest: Contest) -> str:
    return Contest.objects.get(pk=contest.pk).status


class TestPlanning:
    def test_only_who_runs_contests_sets_one_up(self, examiner: User) -> None:
        with pytest.raises(NotPermitted):
            actions.draft_contest(
                make_edition(), by=examiner, name="县赛", level=Contest.Level.COUNTY
            )

    def test_the_registrar_sets_one_up(self, registrar: User) -> None:
        contest = actions.draft_contest(
            make_edition(), by=registrar, name="县赛", level=Contest.Level.COUNTY
        )
        assert contest.status == Status.DRAFT
        assert JournalEntry.objects.filter(verb="assessment.draft_contest").exists()

    def test_a_tie_broken_by_a_station_needs_the_station(self) -> None:
        with pytest.raises(refusals.NoDecidingStation):
            draft(ties=[Contest.Tie.STATION])

    def test_stations_are_of_its_edition(self) -> None:
        elsewhere = make_edition().stations.all()
        with pytest.raises(refusals.StationElsewhere):
            draft(deciding_station=elsewhere[0])
        with pytest.raises(refusals.StationElsewhere):
            plan(draft(), stations=elsewhere)

    def test_it_opens_with_rounds_of_which_only_the_last_sends_nobody_on(self) -> None:
        contest = draft()
        with pytest.raises(refusals.NoRounds):
            actions.open_contest(contest, by=SYSTEM)
        plan(contest)
        plan(contest)
        with pytest.raises(refusals.LastRoundUnclear):
            actions.open_contest(contest, by=SYSTEM)

    def test_once_open_its_rounds_stay(self) -> None:
        contest = make_contest()
        with pytest.raises(refusals.NotInDraft):
            plan(contest)
        with pytest.raises(refusals.NotInDraft):
            actions.open_contest(contest, by=SYSTEM)

    def test_judges_have_the_role(self) -> None:
        planned = plan(draft())
        station = planned.stations.get()
        with pytest.raises(refusals.NotAJudge):
            actions.appoint_judges(
                planned, station=station, judges=[make_user()], by=SYSTEM
            )

    def test_named_anew_they_take_the_place_of_those_before(self) -> None:
        planned = plan(draft())
        first = make_judges(4)
        for judges in (first[:2], first[2:]):
            actions.appoint_judges(
                planned, station=planned.stations.get(), judges=judges, by=SYSTEM
            )
        assert [each.user for each in Judge.objects.order_by("pk")] == first[2:]


class TestEntering:
    def test_start_numbers_count_up_and_teams_are_counties(
        self, trainee: Person
    ) -> None:
        contest = make_contest()
        first, guest = enter(contest, trainee), enter(contest, "赵桂兰", "黎川县")
        assert [first.start_number, guest.start_number] == [1, 2]
        assert [str(first.team), str(guest.team)] == ["金溪县", "黎川县"]
        assert guest.name == "赵桂兰"
        assert guest.public_name == "赵*兰"

    def test_nobody_is_entered_without_consent(self) -> None:
        with pytest.raises(refusals.NoConsent):
            actions.enter_contest(
                make_contest(),
                county="金溪县",
                guest_name="赵桂兰",
                has_consented=False,
                by=SYSTEM,
            )

    def test_nobody_is_entered_twice(self, trainee: Person) -> None:
        contest = make_contest()
        enter(contest, trainee)
        with pytest.raises(refusals.InContestAlready):
            enter(contest, trainee)

    def test_it_is_either_a_person_or_a_guest(self, trainee: Person) -> None:
        with pytest.raises(refusals.PersonOrGuest):
            enter(make_contest(), trainee, guest_name="赵桂兰")

    def test_no_judge_competes(self) -> None:
        account = make_judges()[0]
        competitor = make_trainee("韩评委")
        Person.objects.filter(pk=competitor.pk).update(user=account)
        contest = make_contest(judges=[account, *make_judges()])
        with pytest.raises(refusals.JudgeCompetes):
            enter(contest, Person.objects.get(pk=competitor.pk))

    def test_entries_end_with_the_first_round(self, trainee: Person) -> None:
        contest = make_contest()
        enter(contest, "甲")
        enter(contest, "乙")
        actions.start_round(contest, by=SYSTEM)
        with pytest.raises(refusals.NotOpenForEntries):
            enter(contest, trainee)

    def test_she_decides_herself_whether_she_is_named(
        self, trainee: Person, stranger: User
    ) -> None:
        contestant = enter(make_contest(), trainee)
        with pytest.raises(NotPermitted):
            actions.show_name(contestant, is_named=True, by=stranger)
        assert trainee.user
        actions.show_name(contestant, is_named=True, by=trainee.user)
        assert Contestant.objects.get().public_name == trainee.name

    def test_who_runs_it_hides_any_name_and_shows_those_without_an_account(
        self, trainee: Person, registrar: User
    ) -> None:
        contest = make_contest()
        hers, guest = enter(contest, trainee), enter(contest, "欧阳秀珍", is_named=True)
        with pytest.raises(NotPermitted):
            actions.show_name(hers, is_named=True, by=registrar)
        desk = signed_in(registrar)
        name = reverse("contest_desk:show_name", args=[guest.code])
        for show in ("no", "yes"):
            page = desk.post(name, {"show": show}, follow=True)
            guest.refresh_from_db()
            assert guest.is_named == (show == "yes")
            assert f"：{guest.public_name}" in page.text


class TestRounds:
    @pytest.fixture
    def contest(self) -> Contest:
        return make_contest(going_on=[2])

    @pytest.fixture
    def field(self, contest: Contest) -> list[Contestant]:
        return [enter(contest, name) for name in ("甲", "乙", "丙")]

    def test_a_station_needs_two_judges(self) -> None:
        contest = make_contest()
        Judge.objects.first().delete()
        enter(contest, "甲")
        enter(contest, "乙")
        with pytest.raises(refusals.TooFewJudges):
            actions.start_round(contest, by=SYSTEM)

    def test_one_contestant_is_no_contest(self, contest: Contest) -> None:
        enter(contest, "甲")
        with pytest.raises(refusals.TooFewContestants):
            actions.start_round(contest, by=SYSTEM)

    def test_every_judge_has_a_sheet_for_every_contestant(
        self, contest: Contest, field: list[Contestant]
    ) -> None:
        actions.start_round(contest, by=SYSTEM)
        assert JudgeSheet.objects.count() == 2 * len(field)
        with pytest.raises(refusals.NoRoundWaits):
            actions.start_round(contest, by=SYSTEM)

    def test_it_closes_when_every_sheet_is_in(
        self, contest: Contest, field: list[Contestant]
    ) -> None:
        with pytest.raises(refusals.NoRoundRuns):
            actions.close_round(contest, by=SYSTEM)
        actions.start_round(contest, by=SYSTEM)
        with pytest.raises(refusals.SheetsOpen):
            actions.close_round(contest, by=SYSTEM)

    def test_the_best_go_on_and_the_others_keep_their_rank(
        self, contest: Contest, field: list[Contestant]
    ) -> None:
        hold_round(contest, falling(field))
        final = contest.rounds.get(number=2)
        assert {place.contestant for place in final.places.all()} == set(field[:2])
        hold_round(contest, {field[0]: 40, field[1]: 60})
        assert status_of(contest) == Status.CLOSED
        ranked = standings_of(contest).ranked
        assert [(one.score.contestant, one.score.points) for one in ranked] == [
            (field[1].pk, 140),
            (field[0].pk, 130),
            (field[2].pk, 70),
        ]

    def test_who_withdraws_is_not_waited_for(
        self, contest: Contest, field: list[Contestant]
    ) -> None:
        actions.start_round(contest, by=SYSTEM)
        actions.withdraw_contestant(field[0], by=SYSTEM, reason="受伤")
        with pytest.raises(sheet_refusals.SheetHandedIn):
            judge(sheets_of(field[0])[0], 80)
        for one in field[1:]:
            for sheet in sheets_of(one):
                judge(sheet, 80)
        actions.close_round(contest, by=SYSTEM)
        assert {one.score.contestant for one in standings_of(contest).ranked} == {
            one.pk for one in field[1:]
        }

    def test_nobody_withdraws_twice_or_when_it_is_over(self) -> None:
        contest = make_contest()
        one, other = enter(contest, "甲"), enter(contest, "乙")
        gone = enter(contest, "丙")
        actions.withdraw_contestant(gone, by=SYSTEM, reason="受伤")
        with pytest.raises(refusals.GoneAlready):
            actions.withdraw_contestant(gone, by=SYSTEM, reason="受伤")
        hold_round(contest, falling([one, other]))
        with pytest.raises(refusals.ContestOver):
            actions.withdraw_contestant(one, by=SYSTEM, reason="受伤")

    def test_what_a_judge_leaves_open_another_judges(
        self, contest: Contest, field: list[Contestant], second_examiner: User
    ) -> None:
        actions.start_round(contest, by=SYSTEM)
        judge(sheets_of(field[0])[0], 80)
        leaving = Judge.objects.filter(round__number=1).order_by("user_id")[0]
        given = actions.hand_over(
            leaving, to=second_examiner, by=SYSTEM, reason="身体不适"
        )
        assert {one.judge for one in given} == {second_examiner}
        left = JudgeSheet.objects.standing().filter(judge=leaving.user)
        assert [one.status for one in left] == [JudgeSheet.Status.SUBMITTED]
        with pytest.raises(refusals.JudgesThisStation):
            actions.hand_over(leaving, to=second_examiner, by=SYSTEM, reason="再来")

    def test_judges_of_a_round_under_way_stay(
        self, contest: Contest, field: list[Contestant]
    ) -> None:
        held = actions.start_round(contest, by=SYSTEM)
        with pytest.raises(refusals.RoundBegun):
            actions.appoint_judges(
                held, station=held.stations.get(), judges=[], by=SYSTEM
            )
