from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.wages import rules
from school.wages.models import WageRecord
from school.wages.rules import Comparable, Pay


@pytest.mark.parametrize(
    ("pay", "expected"),
    [
        (Pay(620_000, "month"), Comparable("month", 620_000)),
        (
            Pay(620_000, "month", basis="gross"),
            Comparable("month", 620_000, "gross"),
        ),
        (Pay(980_000, "26_day"), Comparable("26_day", 980_000)),
        (Pay(2_500, "hour", 16_000), Comparable("hour", 2_500)),
        # 180 yuan a day, 22.5 days: 4,050 yuan a month.
        (Pay(18_000, "day", 2_250), Comparable("month", 405_000)),
        (Pay(12_000, "order", 4_000), Comparable("month", 480_000)),
        (Pay(450, "sqm", 80_000), Comparable("month", 360_000)),
        # 100.01 yuan times 12.33 is 1,233.1233 yuan; 100.01 times 0.5 is 50.005.
        (Pay(10_001, "day", 1_233), Comparable("month", 123_312)),
        (Pay(10_001, "day", 50), Comparable("month", 5_001)),
    ],
)
def test_only_like_is_compared_with_like(pay: Pay, expected: Comparable) -> None:
    assert rules.comparable(pay) == expected


def test_every_unit_has_its_kind_its_bounds_and_its_round_sums() -> None:
    units = set(WageRecord.Unit.values)
    assert units == set(rules.KIND_OF_UNIT) == set(rules.USUAL) == set(rules.OFTEN)


@pytest.mark.parametrize("unit", WageRecord.Unit.values)
def test_a_sum_offered_to_tap_is_never_asked_about(unit: str) -> None:
    sums = [Pay(yuan * 100, unit) for yuan in rules.OFTEN[unit]]
    assert not any(rules.is_unusual(pay) for pay in sums)


@pytest.mark.parametrize(
    ("pay", "unusual"),
    [
        (Pay(6_000_000, "month"), True),
        (Pay(62_000, "month"), False),
        (Pay(6_200, "month"), True),
        (Pay(3_000_000, "month"), False),
        (Pay(3_000_001, "month"), True),
        (Pay(600_000, "hour"), True),
        (Pay(980_000, "26_day"), False),
    ],
)
def test_a_sum_out_of_the_usual_is_noticed(pay: Pay, unusual: bool) -> None:
    assert rules.is_unusual(pay) is unusual


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 21), 3, date(2027, 2, 21)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
        (date(2026, 5, 31), -3, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_months_are_counted_as_on_the_wall(
    day: date, months: int, expected: date
) -> None:
    assert rules.add_months(day, months) == expected


@given(
    st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)),
    st.integers(-24, 24),
)
def test_so_many_months_on_is_in_that_month(day: date, months: int) -> None:
    found = rules.add_months(day, months)
    apart = (found.year - day.year) * 12 + found.month - day.month
    assert apart == months
    assert found.day <= day.day


def test_it_is_asked_after_three_six_and_twelve_months() -> None:
    assert rules.due_dates(date(2026, 8, 31)) == {
        3: date(2026, 11, 30),
        6: date(2027, 2, 28),
        12: date(2027, 8, 31),
    }


def test_the_months_before_end_on_the_day_before() -> None:
    assert rules.months_before(date(2026, 11, 21), 3) == (
        date(2026, 8, 21),
        date(2026, 11, 20),
    )
