"""What marks, sheets and stations come to, whatever is given in whatever order."""

from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from school.assessment.rules import examiners, stations
from school.assessment.rules.examiners import StationOutcome, combine
from school.assessment.rules.stations import (
    APPEAL,
    BLIND,
    FAIL_PRACTICAL,
    FAIL_STATION,
    MODERATOR,
    Mark,
    Sheet,
)
from school.assessment.rules.verdict import Evidence, PassMark, decide

EFFECTS = {1: FAIL_STATION, 2: FAIL_PRACTICAL}
# Four steps of 25 points.
STEPS = [1, 2, 3, 4]
FULL = 25
PASS = PassMark(theory=60, practical=60, attendance_percent=80)

marks = st.lists(st.tuples(st.integers(1, 4), st.integers(0, FULL)), max_size=30).map(
    lambda pairs: [Mark(n, *pair) for n, pair in enumerate(pairs)]
)
critical = st.frozensets(st.sampled_from([1, 2]))


def sheet_of(rank: st.SearchStrategy[int]) -> st.SearchStrategy[Sheet]:
    return st.builds(
        Sheet,
        points=st.fixed_dictionaries({step: st.integers(0, FULL) for step in STEPS}),
        critical=critical,
        lifted=critical,
        rank=rank,
    )


blind = sheet_of(st.just(BLIND))
# Two to five examiners; then perhaps a moderator, perhaps appeals.
examined = st.lists(blind, min_size=2, max_size=5)
sheets = st.builds(
    lambda first, moderated, appeals: [
        *first,
        *moderated,
        *(replace(one, rank=APPEAL + n) for n, one in enumerate(appeals)),
    ],
    examined,
    st.lists(sheet_of(st.just(MODERATOR)), max_size=1),
    st.lists(blind, max_size=2),
)
stations_shown = st.lists(sheets, min_size=1, max_size=4)


def totals(*points: int, rank: int = BLIND) -> list[Sheet]:
    return [Sheet(points={1: number}, rank=rank) for number in points]


def standing(outcome: StationOutcome) -> tuple[bool, Decimal]:
    return not outcome.fails_practical, outcome.points


def has_passed(shown: list[list[Sheet]]) -> bool:
    """The pass rule over whole stations, with theory and hours as good as can be."""
    outcomes = [combine(one, EFFECTS) for one in shown]
    evidence = Evidence(
        theory=Decimal(100),
        practical=examiners.mean_of_stations([one.points for one in outcomes]),
        failing=tuple("X2" for one in outcomes if one.fails_practical),
        minutes_credited=100,
        minutes_scheduled=100,
    )
    return decide(evidence, PASS).has_passed


# Marks


@given(marks, st.integers(0, 30))
def test_a_re_mark_is_a_fold_over_appended_marks(kept: list[Mark], cut: int) -> None:
    before, after = kept[:cut], kept[cut:]
    assert stations.fold(kept) == stations.fold(before) | stations.fold(after)
    step_by_step: dict[int, int] = {}
    for mark in kept:
        step_by_step |= stations.fold([mark])
    assert step_by_step == stations.fold(kept)


@given(marks.flatmap(lambda kept: st.tuples(st.just(kept), st.permutations(kept))))
def test_the_order_in_which_a_sheets_marks_are_read_never_matters(
    pair: tuple[list[Mark], list[Mark]],
) -> None:
    kept, shuffled = pair
    assert stations.sheet(shuffled, shuffled) == stations.sheet(kept, kept)


@given(st.dictionaries(st.integers(1, 3), marks, min_size=1))
def test_many_sheets_read_in_one_pass_are_those_read_one_by_one(
    by_sheet: dict[int, list[Mark]],
) -> None:
    rows = [
        (mark.sequence, name, mark.subject, mark.value)
        for name, kept in by_sheet.items()
        for mark in kept
    ]
    folded = stations.fold_all(row[1:] for row in sorted(rows))
    for name, kept in by_sheet.items():
        assert folded.get(name, {}) == stations.fold(kept)


# Sheets of one station


@given(sheets)
def test_the_order_of_examiners_never_matters(given_sheets: list[Sheet]) -> None:
    first = combine(given_sheets, EFFECTS)
    for order in list(permutations(given_sheets))[:24]:
        outcome = combine(order, EFFECTS)
        assert outcome == first
        assert outcome.items == first.items


def test_of_equal_totals_it_does_not_matter_either_whose_is_which() -> None:
    same = [Sheet(points={1: one, 2: FULL - one}) for one in (1, 5, 9, 20)]
    found = [combine(order, EFFECTS).items for order in permutations(same)]
    assert all(items == found[0] for items in found)


@given(sheets)
def test_a_station_stays_within_what_was_given(given_sheets: list[Sheet]) -> None:
    outcome = combine(given_sheets, EFFECTS)
    assert 0 <= outcome.points <= FULL * len(STEPS)
    assert set(outcome.items) == set(STEPS)
    for step, points in outcome.items.items():
        each = [sheet.points[step] for sheet in given_sheets]
        assert min(each) <= points <= max(each)


@given(examined)
def test_examiners_come_to_something_between_them(given_sheets: list[Sheet]) -> None:
    outcome = combine(given_sheets, EFFECTS)
    each = [sheet.total for sheet in given_sheets]
    assert outcome.is_zeroed or min(each) <= outcome.points <= max(each)


@given(sheets, st.integers(0, 9), st.sampled_from([1, 2]))
def test_one_more_critical_fail_never_raises_a_station(
    given_sheets: list[Sheet], index: int, fail: int
) -> None:
    worse = with_fail(given_sheets, index, fail)
    assert standing(combine(worse, EFFECTS)) <= standing(combine(given_sheets, EFFECTS))


def with_fail(given_sheets: list[Sheet], index: int, fail: int) -> list[Sheet]:
    worse = list(given_sheets)
    one = worse[index % len(worse)]
    worse[index % len(worse)] = replace(one, critical=one.critical | {fail})
    return worse


@given(
    st.lists(blind, min_size=2, max_size=5).filter(lambda given: len(given) != 3),
    st.integers(0, 9),
    st.sampled_from(STEPS),
    st.integers(1, FULL),
)
def test_more_points_never_lower_a_station(
    given_sheets: list[Sheet], index: int, step: int, more: int
) -> None:
    """Of three the nearest two count, so there one sheet may come to count less."""
    better = list(given_sheets)
    one = better[index % len(better)]
    better[index % len(better)] = replace(
        one, points={**one.points, step: one.points[step] + more}
    )
    before, after = combine(given_sheets, EFFECTS), combine(better, EFFECTS)
    assert after.points >= before.points
    assert after.critical == before.critical


@given(examined, st.integers(1, 20))
def test_what_all_give_more_the_station_gets_more(
    given_sheets: list[Sheet], more: int
) -> None:
    better = [
        replace(sheet, points={**sheet.points, 1: sheet.points[1] + more})
        for sheet in given_sheets
    ]
    before, after = combine(given_sheets, EFFECTS), combine(better, EFFECTS)
    assert after.points == (0 if before.is_zeroed else before.points + more)


@given(examined, sheet_of(st.just(MODERATOR)))
def test_a_moderators_sheet_stands_in_place_of_the_examiners(
    given_sheets: list[Sheet], moderated: Sheet
) -> None:
    alone = combine([moderated], EFFECTS)
    outcome = combine([*given_sheets, moderated], EFFECTS)
    assert outcome == alone
    assert outcome.items == alone.items


@given(sheets, blind)
def test_an_appeal_never_lowers_a_station(
    given_sheets: list[Sheet], heard: Sheet
) -> None:
    before = combine(given_sheets, EFFECTS)
    after = combine([*given_sheets, replace(heard, rank=APPEAL + 9)], EFFECTS)
    assert standing(after) >= standing(before)
    assert after.critical == before.critical - heard.lifted
    assert all(after.items[step] >= points for step, points in before.items.items())


def test_an_appeal_raises_what_it_marks_and_leaves_the_rest() -> None:
    examined = [Sheet({1: 40, 2: 30}, frozenset({1})), Sheet({1: 44, 2: 31})]
    examined.append(replace(examined[0], points={1: 42, 2: 30}))
    assert combine(examined, EFFECTS).is_zeroed
    heard = Sheet({1: 50, 2: 1}, lifted=frozenset({1}), rank=APPEAL)
    outcome = combine([*examined, heard], EFFECTS)
    assert outcome.items == {1: Decimal("50.0"), 2: Decimal("30.0")}
    assert outcome.points == Decimal("80.0")


def test_of_four_the_highest_and_the_lowest_do_not_count() -> None:
    assert combine(totals(10, 70, 75, 100), EFFECTS).points == Decimal("72.5")
    assert combine(totals(70, 70, 80, 90, 100), EFFECTS).points == Decimal("80.0")


# The pass rule over all of it


@given(
    stations_shown,
    st.integers(0, 9),
    st.integers(0, 9),
    st.sampled_from([1, 2]),
)
def test_one_more_failed_critical_step_never_passes_anyone(
    shown: list[list[Sheet]], place: int, index: int, fail: int
) -> None:
    worse = list(shown)
    worse[place % len(worse)] = with_fail(worse[place % len(worse)], index, fail)
    assert has_passed(worse) <= has_passed(shown)


@given(stations_shown, st.randoms())
def test_neither_the_order_of_stations_nor_of_sheets_decides(
    shown: list[list[Sheet]], chance
) -> None:
    shuffled = [chance.sample(one, len(one)) for one in shown]
    chance.shuffle(shuffled)
    assert has_passed(shuffled) == has_passed(shown)


@given(
    st.lists(st.decimals(0, 100, places=1), min_size=1, max_size=8),
    st.data(),
)
def test_the_whole_practical_lies_between_its_stations(
    points: list[Decimal], data
) -> None:
    weights = data.draw(
        st.lists(st.integers(1, 50), min_size=len(points), max_size=len(points))
    )
    for whole in (
        examiners.mean_of_stations(points),
        examiners.weighted_mean(points, weights),
    ):
        assert min(points) <= whole <= max(points)
