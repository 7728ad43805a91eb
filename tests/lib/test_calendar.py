"""The days China has off, as the State Council announced them, and what is known before it does."""

from datetime import date, timedelta

import pytest

from school.lib import calendar


def test_the_week_of_the_national_day_is_off_from_its_first_to_its_last_day() -> None:
    off = [
        day
        for number in range(-3, 15)
        if calendar.is_off(day := date(2026, 10, 1) + timedelta(days=number))
    ]
    assert off == [date(2026, 10, number) for number in range(1, 8)]
    assert calendar.holiday(date(2026, 10, 1), chinese=True) == "国庆节"
    assert calendar.holiday(date(2026, 10, 1), chinese=False) == "National Day"


def test_a_saturday_that_is_worked_for_a_day_off_is_no_holiday() -> None:
    saturday = date(2026, 10, 10)
    assert calendar.is_exchanged(saturday)
    assert not calendar.is_off(saturday)
    assert not calendar.is_exchanged(date(2026, 10, 17))


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 2, 15),  # the Sunday before the eve
        date(2026, 2, 22),
        date(2026, 4, 4),  # the Saturday before Tomb-Sweeping Day, a Sunday
        date(2026, 6, 21),
    ],
)
def test_a_weekend_that_touches_a_holiday_belongs_to_it(day: date) -> None:
    assert calendar.is_off(day)


def test_an_ordinary_weekend_is_no_holiday() -> None:
    assert not calendar.is_off(date(2026, 11, 22))
    # Worked, between the eve's week and the break.
    assert not calendar.is_off(date(2026, 2, 14))
    assert not calendar.is_off(date(2026, 1, 4))


def test_of_a_year_not_announced_yet_only_what_the_law_names_is_known() -> None:
    assert not calendar.is_announced(2040)
    assert calendar.is_off(date(2040, 10, 1))
    assert calendar.is_off(date(2040, 1, 1))
    assert not calendar.is_off(date(2040, 10, 4))
    assert not any(
        calendar.is_exchanged(date(2040, 1, 1) + timedelta(days=number))
        for number in range(366)
    )


def test_the_turn_of_the_year_is_off_on_its_first_day_only() -> None:
    assert not calendar.is_off(date(2026, 12, 31))
    assert calendar.is_off(date(2027, 1, 1))
