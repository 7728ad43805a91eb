"""What a contest's results come to: published, corrected, won, and what points make of it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from school.assessment.contest import actions, refusals
from school.assessment.contest.standings import standings_of
from school.assessment.models import Award, Contest, Contestant, Publication
from school.journal.actors import SYSTEM
from school.journal.models import Entry as JournalEntry
from school.lib.errors import NotPermitted
from school.people.models import Person, User
from school.points.models import Entry, Rule
from tests.factories.contests import (
    enter,
    falling,
    finished,
    judge,
    make_contest,
    make_judges,
    sheets_of,
)
from tests.factories.people import make_person
from tests.factories.points import make_rule

pytestmark = pytest.mark.django_db
FAIL_STATION, FAIL_ALL = "fail_station", "fail_practical"


def points_of(contest: Contest) -> dict[int, Decimal]:
    return {
        one.score.contestant: one.score.points for one in standings_of(contest).ranked
    }


def awards(contest: Contest) -> set[tuple[int, int | None]]:
    standing = Award.objects.standing().filter(contest=contest)
    return {(one.contestant.start_number, one.prize) for one in standing}


def score(person: Person) -> int:
    return sum(
        Entry.objects.filter(person=person, account="score").values_list(
            "delta", flat=True
        )
    )


class TestScoring:
    def test_three_judges_leave_the_highest_and_the_lowest_out(self) -> None:
        contest = make_contest(judges=make_judges(3))
        one, other = enter(contest, "甲"), enter(contest, "乙")
        actions.start_round(contest, by=SYSTEM)
        for given, sheet in zip((100, 60, 10), sheets_of(one), strict=True):
            judge(sheet, given)
        for sheet in sheets_of(other):
            judge(sheet, 50)
        actions.close_round(contest, by=SYSTEM)
        assert points_of(contest) == {one.pk: 60, other.pk: 50}

    def test_a_critical_fail_counts_when_most_judges_saw_it(self) -> None:
        contest = make_contest(judges=make_judges(3), drops_extremes=False)
        zeroed, failed, kept = (enter(contest, name) for name in "甲乙丙")
        actions.start_round(contest, by=SYSTEM)
        seen = {
            zeroed: (FAIL_STATION, FAIL_STATION, ""),
            failed: (FAIL_ALL, FAIL_ALL, ""),
            kept: (FAIL_STATION, "", ""),
        }
        for contestant, fails in seen.items():
            for fail, sheet in zip(fails, sheets_of(contestant), strict=True):
                judge(sheet, 80, critical=fail)
        actions.close_round(contest, by=SYSTEM)
        assert points_of(contest) == {kept.pk: 80, zeroed.pk: 0, failed.pk: 0}

    def test_a_tie_is_broken_by_time_where_the_rule_says_so(self) -> None:
        contest = make_contest(ties=[Contest.Tie.SECONDS])
        slow, quick = enter(contest, "甲"), enter(contest, "乙")
        actions.start_round(contest, by=SYSTEM)
        now = timezone.now()
        for contestant, minutes in ((slow, 6), (quick, 4)):
            for sheet in sheets_of(contestant):
                actions.start_clock(sheet, by=SYSTEM, at=now)
                ended = now + timedelta(minutes=minutes)
                actions.stop_clock(sheet, by=SYSTEM, at=ended)
                judge(sheet, 80)
        actions.close_round(contest, by=SYSTEM)
        ranked = standings_of(contest).ranked
        assert [(one.score.contestant, one.rank) for one in ranked] == [
            (quick.pk, 1),
            (slow.pk, 2),
        ]

    def test_a_tie_nothing_breaks_is_shared(self) -> None:
        contest = make_contest()
        field = [enter(contest, name) for name in "甲乙丙"]
        finished(contest, dict(zip(field, (80, 80, 70), strict=True)))
        assert [one.rank for one in standings_of(contest).ranked] == [1, 1, 3]

    def test_teams_are_their_best(self) -> None:
        contest = make_contest(team_best=2)
        strong = [enter(contest, name, "金溪县") for name in "甲乙丙"]
        alone = enter(contest, "丁", "黎川县")
        given = dict(zip([*strong, alone], (50, 40, 30, 100), strict=True))
        finished(contest, given)
        teams = standings_of(contest).teams
        assert [(one.team, one.points) for one in teams] == [
            (alone.team_id, 100),
            (strong[0].team_id, 90),
        ]

    def test_what_it_costs_does_not_grow_with_the_contestants(self) -> None:
        counts = []
        for size in (2, 6):
            contest = make_contest(judges=make_judges(2))
            field = [enter(contest, f"选手{n}") for n in range(size)]
            finished(contest, dict.fromkeys(field, 50))
            with CaptureQueriesContext(connection) as captured:
                standings_of(contest)
            counts.append(len(captured))
        assert counts[0] == counts[1] <= 10


class TestPublishing:
    @pytest.fixture
    def contest(self) -> Contest:
        return make_contest(has_station_prizes=False, prizes=(1, 1, 1))

    @pytest.fixture
    def field(self, contest: Contest, trainee: Person) -> list[Contestant]:
        return [enter(contest, who) for who in (trainee, "乙", "丙", "丁")]

    def test_it_is_published_once_and_only_when_it_is_over(
        self, contest: Contest, field: list[Contestant], registrar: User
    ) -> None:
        with pytest.raises(refusals.NotOver):
            actions.publish_contest(contest, by=registrar)
        finished(contest, falling(field))
        published = actions.publish_contest(contest, by=registrar)
        assert published.version == 1
        with pytest.raises(refusals.PublishedAlready):
            actions.publish_contest(contest, by=registrar)
        assert awards(contest) == {(1, 1), (2, 2), (3, 3)}

    def test_a_judge_may_not_publish(
        self, contest: Contest, field: list[Contestant], examiner: User
    ) -> None:
        with pytest.raises(NotPermitted):
            actions.publish_contest(finished(contest, falling(field)), by=examiner)

    def test_no_name_is_frozen_into_the_results(
        self, contest: Contest, field: list[Contestant], trainee: Person
    ) -> None:
        finished(contest, falling(field))
        published = actions.publish_contest(contest, by=SYSTEM)
        assert trainee.name not in str(published.standings)

    def test_the_best_of_a_station_has_a_prize(self) -> None:
        contest = make_contest(stations=2, prizes=(0, 0, 0))
        one, other = enter(contest, "甲"), enter(contest, "乙")
        finished(contest, {one: 80, other: 60})
        actions.publish_contest(contest, by=SYSTEM)
        assert awards(contest) == {(1, None)}
        assert Award.objects.standing().count() == 2


def test_who_withdrew_has_no_points_for_taking_part(
    trainee: Person, classmate: Person
) -> None:
    make_rule("T09", delta=10, cap_period="year", cap_points=60, cap_times=None)
    contest = make_contest()
    gone, one = enter(contest, trainee), enter(contest, classmate)
    actions.start_round(contest, by=SYSTEM)
    actions.withdraw_contestant(gone, by=SYSTEM, reason="受伤")
    for sheet in sheets_of(one):
        judge(sheet, 80)
    actions.close_round(contest, by=SYSTEM)
    actions.publish_contest(contest, by=SYSTEM)
    assert (score(trainee), score(classmate)) == (0, 10)


class TestCorrecting:
    @pytest.fixture
    def trio(self, trainee: Person, classmate: Person) -> list[Contestant]:
        for code, given in (("T09", 10), ("T10", 30)):
            make_rule(
                code, delta=given, cap_period="year", cap_points=60, cap_times=None
            )
        contest = make_contest(has_station_prizes=False, prizes=(1, 0, 0))
        field = [enter(contest, who) for who in (trainee, classmate, "丙")]
        finished(contest, dict(zip(field, (80, 70, 10), strict=True)))
        return field

    def correct(self, contestant: Contestant, points: int, **extra: User) -> object:
        """Both judges' first step, which is worth 50."""
        made = None
        for sheet in sheets_of(contestant):
            made = actions.correct_mark(
                sheet,
                subject=sheet.station.items.order_by("number")[0],
                value=points,
                by=extra.get("by", SYSTEM),
                reason="登分有误",
            )
        return made

    def test_points_follow_the_prizes(
        self, trio: list[Contestant], trainee: Person, classmate: Person
    ) -> None:
        contest = trio[0].contest
        assert (score(trainee), score(classmate)) == (0, 0)
        actions.publish_contest(contest, by=SYSTEM)
        assert (score(trainee), score(classmate)) == (40, 10)
        self.correct(trio[0], 0)
        assert (score(trainee), score(classmate)) == (10, 40)
        self.correct(trio[0], 50)
        assert (score(trainee), score(classmate)) == (40, 10)
        assert awards(contest) == {(1, 1)}
        assert Award.objects.filter(contest=contest).count() == 3

    def test_a_county_contest_gives_no_points_for_prizes(
        self, trio: list[Contestant], trainee: Person
    ) -> None:
        Contest.objects.update(level=Contest.Level.COUNTY)
        actions.publish_contest(Contest.objects.get(), by=SYSTEM)
        assert score(trainee) == 10

    def test_without_a_rule_in_force_it_is_published_all_the_same(
        self, trio: list[Contestant], trainee: Person
    ) -> None:
        Rule.objects.update(is_current=False)
        actions.publish_contest(trio[0].contest, by=SYSTEM)
        assert score(trainee) == 0

    def test_published_results_get_a_new_version_with_its_reason(
        self, trio: list[Contestant], registrar: User
    ) -> None:
        contest = trio[0].contest
        actions.publish_contest(contest, by=registrar)
        self.correct(trio[0], 40, by=registrar)
        versions = list(Publication.objects.order_by("version"))
        assert [one.version for one in versions] == [1, 2, 3]
        assert [one.reason for one in versions] == ["", "登分有误", "登分有误"]
        assert versions[0].standings["contestants"][0]["points"] == "80.0"
        entry = JournalEntry.objects.filter(verb="assessment.correct_mark").first()
        assert entry is not None
        assert entry.reason == "登分有误"

    def test_before_publishing_there_is_no_version(
        self, trio: list[Contestant]
    ) -> None:
        assert self.correct(trio[0], 40) is None
        assert points_of(trio[0].contest)[trio[0].pk] == 70

    def test_a_critical_fail_is_corrected_too(self, trio: list[Contestant]) -> None:
        for sheet in sheets_of(trio[0]):
            fail = sheet.station.critical_fails.get(effect=FAIL_STATION)
            actions.correct_mark(sheet, subject=fail, value=1, by=SYSTEM, reason="漏记")
        assert points_of(trio[0].contest)[trio[0].pk] == 0

    def test_what_is_so_already_is_no_correction(self, trio: list[Contestant]) -> None:
        with pytest.raises(refusals.MarkIsSo):
            self.correct(trio[0], 50)

    def test_who_judges_corrects_nothing(
        self, trio: list[Contestant], superuser: User
    ) -> None:
        judging = sheets_of(trio[0])[0].judge
        judging.is_superuser = True
        judging.save(update_fields=["is_superuser"])
        with pytest.raises(refusals.PartyCorrects):
            self.correct(trio[0], 40, by=judging)
        self.correct(trio[0], 40, by=superuser)

    def test_who_competes_corrects_nothing(self, registrar: User) -> None:
        contest = make_contest()
        own, other = enter(contest, make_person(user=registrar)), enter(contest, "乙")
        finished(contest, {own: 50, other: 60})
        with pytest.raises(refusals.PartyCorrects):
            self.correct(other, 40, by=registrar)

    def test_an_open_sheet_is_its_judges(self, trainee: Person) -> None:
        contest = make_contest()
        one = enter(contest, trainee)
        enter(contest, "乙")
        actions.start_round(contest, by=SYSTEM)
        with pytest.raises(refusals.NotHandedIn):
            self.correct(one, 40)
