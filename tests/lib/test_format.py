from datetime import date, datetime, time

import pytest

from school.lib import format as written

FRIDAY = datetime(2026, 3, 20, 19, 0)


def test_an_evening_names_day_weekday_and_time() -> None:
    assert written.evening(FRIDAY, chinese=True) == "3月20日(周五)19:00"
    assert written.evening(FRIDAY, chinese=False) == "Fri 20 Mar, 19:00"


def test_a_sunday_is_the_seventh_day() -> None:
    assert written.day(date(2026, 11, 22), chinese=True) == "11月22日(周日)"
    assert written.day(date(2026, 11, 22), chinese=False) == "Sun 22 Nov"


def test_a_full_date_carries_its_year() -> None:
    assert written.full_date(FRIDAY, chinese=True) == "2026年3月20日"
    assert written.full_date(FRIDAY, chinese=False) == "20 Mar 2026"


def test_a_span_joins_two_times() -> None:
    assert written.span(time(19, 0), time(21, 25)) == "19:00–21:25"


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (620000, "¥6,200"),
        (620050, "¥6,200.50"),
        (5, "¥0.05"),
        (0, "¥0"),
        (-80000, "−¥800"),
        (123456789, "¥1,234,567.89"),
    ],
)
def test_money_is_written_in_yuan(fen: int, text: str) -> None:
    assert written.yuan(fen) == text


def test_a_change_carries_its_sign() -> None:
    assert written.yuan_change(80000) == "+¥800"
    assert written.yuan_change(-20000) == "−¥200"
    assert written.yuan_change(0) == "¥0"


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "0"), (45, "1"), (68, "1.5"), (2699, "59.9"), (2700, "60"), (-45, "−1")],
)
def test_hours_are_never_rounded_up_to_a_goal_not_reached(
    minutes: int, text: str
) -> None:
    assert written.hours(minutes) == text


def test_what_is_left_is_never_nothing_while_a_minute_is_missing() -> None:
    assert written.hours_left(2699, 2700) == "0.1"
    assert written.hours_left(0, 90) == "2"


def test_hours_needed_are_whole_and_never_fewer_than_the_rule_asks() -> None:
    assert written.hours_needed(2052) == "46"
    assert written.hours_needed(2025) == "45"
    assert written.hours_left(28 * 45, 2052) == "18"
