from datetime import datetime, timedelta

import pytest

from school.backups import rules

NIGHT = datetime(2026, 11, 24, 2, 0)


def test_a_name_tells_when_it_was_taken() -> None:
    at = datetime(2026, 11, 24, 2, 5, 9)
    assert rules.name_for(at) == "school-20261124-020509.age"
    assert rules.taken_at("school-20261124-020509.age") == at


@pytest.mark.parametrize(
    "name",
    ["school-20261124-020509.age.part", "other.age", "school-20261399-020509.age"],
)
def test_what_is_named_otherwise_is_no_backup(name: str) -> None:
    assert rules.taken_at(name) is None


@pytest.mark.parametrize(
    ("newest", "now", "is_due"),
    [
        (None, NIGHT - timedelta(minutes=1), False),
        (None, NIGHT, True),
        (NIGHT - timedelta(hours=1), NIGHT, True),
        (NIGHT, NIGHT + timedelta(hours=9), False),
        (NIGHT - timedelta(days=1), NIGHT + timedelta(hours=9), True),
    ],
)
def test_one_a_night(newest: datetime | None, now: datetime, is_due: bool) -> None:
    assert rules.is_due(newest, now=now) is is_due


def test_after_a_day_and_a_half_without_one_it_is_too_long() -> None:
    assert not rules.is_too_old(NIGHT, now=NIGHT + rules.TOO_OLD)
    assert rules.is_too_old(NIGHT, now=NIGHT + rules.TOO_OLD + timedelta(seconds=1))
    assert rules.is_too_old(None, now=NIGHT)


def test_of_two_years_of_nights_seven_days_four_weeks_and_twelve_months_stay() -> None:
    nights = [NIGHT - timedelta(days=day) for day in range(730)]
    stay = rules.to_keep(nights)
    assert set(nights[:7]) <= stay
    # Tuesday: of this week, and the Sundays of the three before.
    assert {datetime(2026, 11, day, 2) for day in (22, 15, 8)} <= stay
    assert {
        datetime(2026, month, 28 if month == 2 else 30, 2) for month in (4, 6, 9)
    } <= stay
    assert min(stay) == datetime(2025, 12, 31, 2)
    # Days, weeks and months share some: the Sunday of last week is one of the seven days.
    assert len(stay) == 7 + 2 + 11


def test_of_one_day_the_newest_stays() -> None:
    assert rules.to_keep([NIGHT, NIGHT + timedelta(hours=3)]) == {
        NIGHT + timedelta(hours=3)
    }


def test_where_none_is_made_any_more_none_goes() -> None:
    old = [NIGHT.replace(year=2020) - timedelta(days=day) for day in range(7)]
    assert rules.to_keep(old) == set(old)
