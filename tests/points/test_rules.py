from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.points import rules
from school.points.rules import Band, Cap, Grant


@pytest.mark.parametrize(
    ("cap", "earlier", "expected"),
    [
        (Cap(), [5] * 50, Grant(5)),
        (Cap(points=20), [], Grant(5)),
        (Cap(points=20), [5, 5, 5], Grant(5)),
        (Cap(points=20), [5, 5, 5, 5], Grant(0, is_capped=True)),
        (Cap(points=18), [5, 5, 5], Grant(3, is_capped=True)),
        (Cap(times=1), [], Grant(5)),
        (Cap(times=1), [5], Grant(0, is_capped=True)),
        (Cap(points=99, times=2), [5, 0], Grant(5)),
    ],
)
def test_a_cap_cuts_what_is_beyond_it(
    cap: Cap, earlier: list[int], expected: Grant
) -> None:
    assert rules.grant(5, cap=cap, earlier=earlier) == expected


@given(st.integers(1, 50), st.integers(1, 200), st.integers(0, 60))
def test_a_period_never_gives_more_than_its_cap(
    delta: int, most: int, times: int
) -> None:
    given_so_far: list[int] = []
    for _turn in range(times):
        given_so_far.append(
            rules.grant(delta, cap=Cap(points=most), earlier=given_so_far).delta
        )
    assert sum(given_so_far) == min(most, delta * times)


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (70, Grant(10)),
        (90, Grant(10)),
        (95, Grant(5, is_capped=True)),
        (120, Grant(0, is_capped=True)),
    ],
)
def test_recovery_ends_where_one_began(score: int, expected: Grant) -> None:
    assert rules.below_ceiling(Grant(10), score=score, ceiling=100) == expected


def test_without_a_ceiling_recovery_is_whole() -> None:
    assert rules.below_ceiling(Grant(10), score=299, ceiling=None) == Grant(10)


def test_a_deduction_ends_at_the_cap_of_its_period() -> None:
    cap = Cap(points=15)
    assert rules.deduction(-3, cap=cap, earlier=[-3, -3]) == Grant(-3)
    assert rules.deduction(-10, cap=cap, earlier=[-10]) == Grant(-5, is_capped=True)
    assert rules.deduction(-3, cap=cap, earlier=[-15]) == Grant(0, is_capped=True)
    assert rules.deduction(-30, cap=Cap(), earlier=[-30]) == Grant(-30)


@pytest.mark.parametrize(
    ("period", "on", "expected"),
    [
        ("month", date(2026, 11, 21), (date(2026, 11, 1), date(2026, 12, 1))),
        ("month", date(2026, 12, 31), (date(2026, 12, 1), date(2027, 1, 1))),
        ("quarter", date(2026, 11, 21), (date(2026, 10, 1), date(2027, 1, 1))),
        ("quarter", date(2026, 5, 1), (date(2026, 4, 1), date(2026, 7, 1))),
        ("year", date(2028, 2, 29), (date(2028, 1, 1), date(2029, 1, 1))),
        ("none", date(2026, 11, 21), None),
        ("per_course", date(2026, 11, 21), None),
    ],
)
def test_periods_are_those_of_the_calendar(
    period: str, on: date, expected: tuple[date, date] | None
) -> None:
    assert rules.period_of(period, on) == expected


@given(
    st.sampled_from(["month", "quarter", "year"]), st.dates(max_value=date(9000, 1, 1))
)
def test_every_day_is_in_one_period_only(period: str, on: date) -> None:
    found = rules.period_of(period, on)
    assert found is not None
    start, end = found
    assert start <= on < end
    assert rules.period_of(period, end - timedelta(days=1)) == (start, end)
    following = rules.period_of(period, end)
    assert following is not None
    assert following[0] == end


BANDS = [
    Band("示范", 160, 300),
    Band("绿牌", 100, 159),
    Band("观察期", 80, 99),
    Band("红牌·整改中", 0, 79),
]


@pytest.mark.parametrize(
    ("score", "label", "above"),
    [
        (0, "红牌·整改中", "观察期"),
        (79, "红牌·整改中", "观察期"),
        (80, "观察期", "绿牌"),
        (100, "绿牌", "示范"),
        (160, "示范", None),
        (300, "示范", None),
    ],
)
def test_the_score_has_a_tier_in_words(
    score: int, label: str, above: str | None
) -> None:
    band, higher = rules.band_of(score, BANDS), rules.next_band(score, BANDS)
    assert band is not None
    assert band.label == label
    assert (higher.label if higher else None) == above


def test_without_tiers_there_is_no_word_for_a_score() -> None:
    assert rules.band_of(100, []) is None
