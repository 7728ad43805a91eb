"""Who wins is a fold over the judges' sheets and a published rule, and nothing else."""

from collections.abc import Mapping
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.assessment.rules import ranking as rules
from school.assessment.rules.ranking import Ranked, Score
from school.assessment.rules.stations import Sheet

TIES = st.permutations([rules.CRITICALS, rules.STATION, rules.SECONDS]).flatmap(
    lambda order: st.integers(0, 3).map(lambda count: order[:count])
)
FEW = st.integers(0, 3)
EFFECTS: Mapping[int, str] = {1: "fail_station", 2: "fail_practical"}


# Alike often enough for ties: team, points, reached, criticals, station, seconds.
FIGURES = st.tuples(st.integers(1, 3), FEW, st.integers(1, 2), FEW, FEW, FEW)


def field_of(figures: list[tuple[int, ...]]) -> list[Score]:
    return [
        Score(
            contestant=number,
            team=team,
            points=Decimal(points) * 10,
            reached=reached,
            criticals=criticals,
            station=Decimal(station),
            seconds=seconds,
        )
        for number, (team, points, reached, criticals, station, seconds) in enumerate(
            figures, start=1
        )
    ]


def fields() -> st.SearchStrategy[list[Score]]:
    return st.lists(FIGURES, max_size=12).map(field_of)


def panels() -> st.SearchStrategy[list[Sheet]]:
    seen = st.frozensets(st.sampled_from([1, 2]))
    one = st.tuples(st.integers(0, 60), st.integers(0, 40), seen)
    return st.lists(
        one.map(lambda given: Sheet({1: given[0], 2: given[1]}, given[2])),
        min_size=2,
        max_size=6,
    )


def ranks(ranked: list[Ranked]) -> dict[int, int]:
    return {one.score.contestant: one.rank for one in ranked}


@given(fields(), TIES, st.randoms(use_true_random=False))
def test_the_order_of_input_never_matters(
    field: list[Score], ties: list[str], chance: Random
) -> None:
    shuffled = chance.sample(field, len(field))
    straight, other = rules.ranking(field, ties), rules.ranking(shuffled, ties)
    assert straight == other
    assert rules.team_ranking(straight, best=2) == rules.team_ranking(
        chance.sample(other, len(other)), best=2
    )


@given(fields(), TIES)
def test_ranks_are_what_the_published_rule_says(
    field: list[Score], ties: list[str]
) -> None:
    """A rank is one more than how many are better; better is the rule, read aloud."""
    found = ranks(rules.ranking(field, ties))
    for one in field:
        above = sum(is_better(other, one, ties) for other in field)
        assert found[one.contestant] == 1 + above


def is_better(one: Score, other: Score, ties: list[str]) -> bool:
    if one.reached != other.reached:
        return one.reached > other.reached
    if one.points != other.points:
        return one.points > other.points
    for tie in ties:
        if tie == rules.STATION and one.station != other.station:
            return one.station > other.station
        if tie == rules.CRITICALS and one.criticals != other.criticals:
            return one.criticals < other.criticals
        if tie == rules.SECONDS and one.seconds != other.seconds:
            return one.seconds < other.seconds
    return False


@given(fields(), TIES, st.integers(0, 11))
def test_withdrawing_one_never_reorders_the_others(
    field: list[Score], ties: list[str], who: int
) -> None:
    before = ranks(rules.ranking(field, ties))
    rest = [score for score in field if score.contestant != who + 1]
    after = ranks(rules.ranking(rest, ties))
    for one in after:
        for other in after:
            assert (before[one] < before[other]) == (after[one] < after[other])


@given(fields(), TIES, st.integers(1, 3))
def test_a_team_that_withdraws_never_reorders_the_others(
    field: list[Score], ties: list[str], team: int
) -> None:
    def order(of: list[Score]) -> dict[int, int]:
        ranked = rules.ranking(of, ties)
        return {one.team: one.rank for one in rules.team_ranking(ranked, best=2)}

    before = order(field)
    after = order([score for score in field if score.team != team])
    assert after.keys() == before.keys() - {team}
    for one in after:
        for other in after:
            assert (before[one] < before[other]) == (after[one] < after[other])


@given(fields(), TIES, st.integers(1, 12))
def test_those_who_share_the_last_place_all_go_on(
    field: list[Score], ties: list[str], places: int
) -> None:
    ranked = rules.ranking(field, ties)
    on = rules.going_on(ranked, places)
    assert len(on) >= min(places, len(field))
    found = ranks(ranked)
    assert all(found[one] < found[other] for one in on for other in found.keys() - on)


@given(fields(), TIES, st.integers(1, 6), st.randoms(use_true_random=False))
def test_who_withdraws_makes_room_for_the_next_and_for_nobody_else(
    field: list[Score], ties: list[str], places: int, chance: Random
) -> None:
    ranked = rules.ranking(field, ties)
    there = rules.going_on(ranked, places)
    gone = {one.contestant for one in field if chance.random() < 0.3}
    left = rules.ranking([one for one in field if one.contestant not in gone], ties)
    new = rules.moving_up(left, places, there=there)
    on = (there - gone) | new
    # Nobody who was through falls out, nobody overtakes, and no place stays empty.
    assert on == rules.going_on(left, places)
    assert len(on) >= min(places, len(left))
    assert not new & (there | gone)
    if not there & gone:
        assert not new


@given(fields(), TIES, st.tuples(FEW, FEW, FEW))
def test_prizes_follow_the_ranks(
    field: list[Score], ties: list[str], counts: tuple[int, int, int]
) -> None:
    ranked = rules.ranking(field, ties)
    won = rules.prizes(ranked, counts)
    found = ranks(ranked)
    for one, prize in won.items():
        assert sum(counts[: prize - 1]) < found[one] <= sum(counts[:prize])
    given = {one.score.contestant: one.score.points for one in ranked}
    assert all(given[who] > 0 for who in won)
    left = [who for who in found.keys() - won.keys() if given[who] > 0]
    assert all(found[who] > sum(counts) for who in left)


@given(panels(), st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_judges_never_matters(
    sheets: list[Sheet], chance: Random, drops: bool
) -> None:
    shuffled = chance.sample(sheets, len(sheets))
    straight = rules.judged(sheets, EFFECTS, drops_extremes=drops)
    assert straight == rules.judged(shuffled, EFFECTS, drops_extremes=drops)


def test_what_half_of_the_judges_saw_counts_for_nothing() -> None:
    saw, saw_not = Sheet({1: 8}, frozenset({1})), Sheet({1: 6}, frozenset())
    assert not rules.judged([saw, saw_not], EFFECTS, drops_extremes=True).critical
    two_of_three = [saw, saw, saw_not]
    assert rules.judged(two_of_three, EFFECTS, drops_extremes=True).critical == {1}


@given(panels(), st.booleans())
def test_a_station_is_worth_between_its_judges(
    sheets: list[Sheet], drops: bool
) -> None:
    found = rules.judged(sheets, EFFECTS, drops_extremes=drops)
    totals = [sheet.total for sheet in sheets]
    if 1 in found.critical:
        assert found.points == 0
    else:
        assert min(totals) <= found.points <= max(totals)


@given(panels(), st.sampled_from([1, 2]), st.booleans())
def test_seeing_one_critical_fail_more_never_helps(
    sheets: list[Sheet], fail: int, drops: bool
) -> None:
    def points(of: list[Sheet]) -> Decimal:
        score = rules.judged(of, EFFECTS, drops_extremes=drops)
        return rules.round_points([score], [1])

    first = Sheet(sheets[0].points, sheets[0].critical | {fail})
    assert points([first, *sheets[1:]]) <= points(sheets)


def test_three_judges_leave_the_one_in_the_middle() -> None:
    sheets = [Sheet({1: points}) for points in (100, 70, 20)]
    assert rules.judged(sheets, {}, drops_extremes=True).points == 70
    assert rules.judged(sheets, {}, drops_extremes=False).points == Decimal("63.3")
    assert rules.judged(sheets[:2], {}, drops_extremes=True).points == 85


def test_stations_count_as_much_as_they_weigh() -> None:
    scores = [rules.StationScore(Decimal(90)), rules.StationScore(Decimal(60))]
    assert rules.round_points(scores, [2, 1]) == 80


def test_a_step_that_fails_the_whole_leaves_no_points() -> None:
    failed = rules.StationScore(Decimal(90), fails_round=True)
    assert rules.round_points([failed, rules.StationScore(Decimal(90))], [1, 1]) == 0


@pytest.mark.parametrize(
    ("clocks", "seconds"),
    [([None, None], 600), ([300, None], 300), ([300, 301], 300), ([900], 600)],
)
def test_the_time_is_the_mean_of_the_clocks_that_stopped(
    clocks: list[int | None], seconds: int
) -> None:
    assert rules.time_of(clocks, limit=600) == seconds


def test_teams_alike_in_points_rank_by_their_best() -> None:
    field = [
        Score(1, 1, Decimal(90)),
        Score(2, 2, Decimal(80)),
        Score(3, 2, Decimal(10)),
    ]
    ranked = rules.ranking(field, [])
    assert [(one.team, one.rank) for one in rules.team_ranking(ranked, best=2)] == [
        (1, 1),
        (2, 2),
    ]


def test_the_best_at_a_station_may_be_two_or_nobody() -> None:
    assert rules.best_at({1: Decimal(9), 2: Decimal(9), 3: Decimal(1)}) == {1, 2}
    assert rules.best_at({1: Decimal(0)}) == frozenset()
    assert rules.best_at({}) == frozenset()
