"""Agreement of examiners: no database."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.assessment.rules import agreement as rules
from school.assessment.rules.agreement import agreement, bias, differences

points = st.integers(0, 12)
pairs = st.lists(st.tuples(points, points), max_size=40)


def test_complete_agreement_is_one() -> None:
    found = agreement([(0, 0), (5, 5), (10, 10)] * 4)
    assert (found.pairs, found.observed, found.kappa) == (12, 1.0, 1.0)
    assert found.level == rules.GOOD


def test_the_figures_of_a_known_table() -> None:
    """20 both saw it, 15 neither, 15 one alone: pooled, half of the marks say seen but for one in ten."""
    found = agreement([(1, 1)] * 20 + [(0, 0)] * 15 + [(1, 0)] * 10 + [(0, 1)] * 5)
    assert found.observed == 0.7
    # Seen in 55 of 100: by chance 2 x 0.55 x 0.45 lie apart.
    assert found.kappa == pytest.approx(1 - 0.3 / 0.495)
    assert found.level == rules.POOR


def test_a_point_apart_weighs_less_than_ten() -> None:
    spread = [(0, 0), (5, 5), (10, 10)] * 5
    near, far = agreement([*spread, (0, 1)]), agreement([*spread, (0, 10)])
    assert near.observed == far.observed
    assert near.kappa is not None
    assert far.kappa is not None
    assert near.kappa > far.kappa


def test_where_all_gave_the_same_there_is_no_kappa() -> None:
    found = agreement([(3, 3)] * 12)
    assert (found.kappa, found.observed, found.level) == (None, 1.0, "")
    assert agreement([]).observed is None


def test_of_nine_pairs_nothing_is_said_and_of_ten_it_is() -> None:
    few = agreement([(0, 5), (5, 0), (3, 3)] * 3)
    assert (few.is_judged, few.level) == (False, "")
    assert agreement([(0, 5), (5, 0)] * 5).level == rules.POOR


def test_three_examiners_make_three_pairs() -> None:
    assert rules.pairs_of([1, 2, 3]) == [(1, 2), (1, 3), (2, 3)]
    assert rules.pairs_of([1]) == []


@given(pairs.flatmap(lambda one: st.tuples(st.just(one), st.permutations(one))))
def test_neither_the_order_of_pairs_nor_of_examiners_matters(
    both: tuple[list[tuple[int, int]], list[tuple[int, int]]],
) -> None:
    given_pairs, shuffled = both
    turned = [(other, one) for one, other in shuffled]
    assert agreement(turned) == agreement(given_pairs)


@given(pairs)
def test_kappa_lies_between_minus_one_and_one(given_pairs: list) -> None:
    found = agreement(given_pairs)
    if found.kappa is not None:
        assert -1 <= found.kappa <= 1
        assert (found.kappa == 1) == (found.same == found.pairs)


@given(pairs, st.integers(1, 9), st.integers(0, 20))
def test_neither_the_unit_nor_where_it_begins_matters(
    given_pairs: list, unit: int, more: int
) -> None:
    moved = [(unit * one + more, unit * other + more) for one, other in given_pairs]
    assert agreement(moved) == agreement(given_pairs)


@given(pairs, st.integers(2, 4))
def test_the_same_pairs_many_times_say_the_same(given_pairs: list, times: int) -> None:
    assert agreement(given_pairs * times).kappa == agreement(given_pairs).kappa


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=1))
def test_of_two_categories_it_is_the_plain_kappa(given_pairs: list) -> None:
    found = agreement(given_pairs)
    given_marks = [mark for pair in given_pairs for mark in pair]
    seen = Fraction(sum(given_marks), len(given_marks))
    chance = seen**2 + (1 - seen) ** 2
    if chance == 1:
        assert found.kappa is None
    else:
        observed = Fraction(found.same, found.pairs)
        assert found.kappa == float((observed - chance) / (1 - chance))


def test_bias_is_the_mean_with_its_standard_error() -> None:
    found = bias([Fraction(one) for one in (2, 4, 6, 8)])
    assert found.mean == 5
    assert found.error == pytest.approx((20 / 3 / 4) ** 0.5)
    assert not found.stands_out


def test_who_stands_out_is_two_standard_errors_away() -> None:
    assert bias([Fraction(one) for one in (3, 4, 5, 4) * 3]).stands_out
    assert bias([Fraction(-one) for one in (3, 4, 5, 4) * 3]).stands_out
    assert not bias([Fraction(one) for one in (-9, 9, 1, -1) * 3]).stands_out
    assert not bias([Fraction(4)]).stands_out
    assert bias([]).mean is None


def test_of_one_examiner_alone_nothing_is_compared() -> None:
    assert differences({1: 80}) == {}


@given(st.dictionaries(st.integers(1, 4), st.integers(0, 100), min_size=2))
def test_the_differences_of_a_station_cancel_out(totals: dict[int, int]) -> None:
    found = differences(totals)
    assert sum(found.values(), Fraction()) == 0
    highest = max(totals, key=lambda one: totals[one])
    assert found[highest] == max(found.values())


@given(st.lists(st.fractions(-50, 50), min_size=2, max_size=30), st.integers(-9, 9))
def test_a_point_more_on_every_sheet_is_a_point_more_of_bias(
    given_differences: list[Fraction], more: int
) -> None:
    before = bias(given_differences)
    after = bias([one + more for one in given_differences])
    assert after.mean == pytest.approx((before.mean or 0) + more)
    assert after.error == before.error
