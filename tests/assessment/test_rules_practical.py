from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.assessment.rules import examiners, stations
from school.assessment.rules.examiners import Examiner, Stage, combine
from school.assessment.rules.stations import FAIL_PRACTICAL, FAIL_STATION, Mark, Sheet

EFFECTS = {1: FAIL_STATION, 2: FAIL_PRACTICAL}
marks = st.lists(st.tuples(st.integers(1, 4), st.integers(0, 20)), max_size=30).map(
    lambda pairs: [Mark(n, *pair) for n, pair in enumerate(pairs)]
)


def totals(*points: int) -> list[Sheet]:
    return [Sheet(points={1: number}) for number in points]


@given(marks.flatmap(lambda given: st.tuples(st.just(given), st.permutations(given))))
def test_the_order_in_which_marks_are_read_never_matters(
    pair: tuple[list[Mark], list[Mark]],
) -> None:
    given_marks, shuffled = pair
    assert stations.fold(shuffled) == stations.fold(given_marks)


def test_the_latest_mark_of_an_item_counts() -> None:
    folded = stations.fold([Mark(3, 1, 5), Mark(9, 1, 8), Mark(5, 1, 0), Mark(4, 2, 2)])
    assert folded == {1: 8, 2: 2}


def test_a_critical_fail_taken_back_is_not_seen() -> None:
    sheet = stations.sheet([], [Mark(1, 7, 1), Mark(2, 8, 1), Mark(3, 7, 0)])
    assert sheet.critical == frozenset({8})


@pytest.mark.parametrize(
    ("now", "press", "points"),
    [
        (None, "plus", 1),
        (None, "minus", 8),
        (9, "plus", 9),
        (0, "minus", 0),
        (4, "minus", 3),
        (3, "none", 0),
        (None, "full", 9),
        (None, "half", 5),
    ],
)
def test_buttons_stay_within_the_points_of_an_item(
    now: int | None, press: stations.Press, points: int
) -> None:
    assert stations.pressed(now, press, full=9) == points


@given(st.integers(0, 2**63 - 1))
def test_drawn_stations_hold_every_mandatory_one_and_none_twice(seed: int) -> None:
    drawn = stations.draw_stations([1], range(1, 9), count=2, seed=seed)
    assert 1 in drawn
    assert len(drawn) == len(set(drawn)) == 3
    assert drawn == stations.draw_stations([1], range(8, 0, -1), count=2, seed=seed)


def test_two_who_agree_make_the_mean_half_up() -> None:
    assert combine(totals(70, 81), EFFECTS).points == Decimal("75.5")
    assert combine(totals(70, 70), EFFECTS).points == Decimal("70.0")


@pytest.mark.parametrize(
    ("one", "other", "stage"),
    [(70, 85, Stage.AGREED), (70, 86, Stage.DIFFER), (86, 70, Stage.DIFFER)],
)
def test_more_than_the_allowed_gap_calls_a_third(
    one: int, other: int, stage: Stage
) -> None:
    assert examiners.stage(totals(one, other), [], planned=2, gap_over=15) == stage


def test_disagreeing_on_a_critical_fail_calls_a_third() -> None:
    pair = [Sheet({1: 80}, frozenset({1})), Sheet({1: 80})]
    assert examiners.stage(pair, [], planned=2, gap_over=15) == Stage.DIFFER
    three = [*pair, Sheet({1: 80})]
    assert examiners.stage(three, [], planned=2, gap_over=15) == Stage.MAJORITY


def test_of_three_the_two_nearest_count() -> None:
    assert combine(totals(50, 80, 84), EFFECTS).points == Decimal("82.0")
    assert combine(totals(60, 70, 80), EFFECTS).points == Decimal("70.0")
    assert combine(totals(70, 70, 90), EFFECTS).points == Decimal("70.0")


def test_a_critical_fail_counts_when_two_of_three_saw_it() -> None:
    seen, unseen = Sheet({1: 90}, frozenset({1})), Sheet({1: 90})
    assert combine([seen, unseen, seen], EFFECTS).is_zeroed
    assert not combine([seen, unseen, unseen], EFFECTS).is_zeroed


def test_a_failed_station_scores_zero_and_a_failed_practical_keeps_its_points() -> None:
    zeroed = combine([Sheet({1: 90}, frozenset({1}))] * 2, EFFECTS)
    assert zeroed.points == 0
    assert not zeroed.fails_practical
    failed = combine([Sheet({1: 90}, frozenset({2}))] * 2, EFFECTS)
    assert failed.points == 90
    assert failed.fails_practical


def test_the_mean_of_stations_is_rounded_half_up() -> None:
    points = [Decimal("70.5"), Decimal("80.0"), Decimal("60.0")]
    assert examiners.mean_of_stations(points) == Decimal("70.2")
    quarter = [Decimal("70.5"), Decimal("70.0")]
    assert examiners.mean_of_stations(quarter) == Decimal("70.3")


def test_the_least_busy_two_are_paired_and_outsiders_first() -> None:
    staff = [Examiner(1, True), Examiner(2, False, 4), Examiner(3, False, 1)]
    assert [one.id for one in examiners.several(staff, 2)] == [3, 2]
    assert [one.id for one in examiners.several(staff[:2], 2)] == [2, 1]
    assert [one.id for one in examiners.several(staff, 3)] == [3, 2, 1]


def test_the_instructor_of_the_class_is_never_the_only_examiner() -> None:
    with pytest.raises(examiners.OnlyOwnInstructors):
        examiners.several([Examiner(1, True), Examiner(2, True)], 2)
    with pytest.raises(examiners.TooFewExaminers):
        examiners.several([Examiner(2, False)], 2)


def test_the_third_examiner_is_someone_else() -> None:
    staff = [Examiner(1, False), Examiner(2, False), Examiner(3, False, 9)]
    chosen = examiners.third(staff, {1, 2})
    assert chosen is not None
    assert chosen.id == 3
    assert examiners.third(staff[:2], {1, 2}) is None
