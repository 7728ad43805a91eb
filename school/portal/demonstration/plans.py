"""Which classes there are, and when: dates follow from today, so that it is always mid-term."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from school.courses.rules import evening_dates
from school.wages.rules import add_months

# Monday is 0. A class meets on three evenings a week.
FIRST_HALF, SECOND_HALF, SUNDAYS = (0, 2, 4), (1, 3, 5), (1, 3, 6)
EVENINGS = {"EC": 20, "PC": 20, "CL": 15}
DAY = timedelta(days=1)
# Evenings that the class in mid-term, and the one that has begun, have behind them.
HALF_WAY, A_FEW = 10, 4
# From the last evening to the day when results are let out.
WEIGHED = 2 * DAY


@dataclass(frozen=True, slots=True)
class Plan:
    course: str
    number: int
    starts_on: date
    weekdays: tuple[int, ...]
    venue: str
    seats: int
    assistant: str = "assistant"

    def evenings(self) -> list[date]:
        return evening_dates(
            self.starts_on, weekdays=self.weekdays, count=EVENINGS[self.course]
        )


def plans(today: date) -> Mapping[str, Plan]:
    """A class at every stage; one of them is held today."""
    odd, even = with_today(today), without_today(today)
    ended = {
        "year_old": add_months(today, -12) - 25 * DAY - WEIGHED,
        "certified": add_months(today, -3) - 6 * DAY - WEIGHED,
        "assessing": today - WEIGHED,
    }
    return {
        "year_old": Plan("EC", 1, _first(20, ended["year_old"], odd), odd, "centre", 24),
        "certified": Plan("CL", 1, _first(15, ended["certified"], even), even, "annex", 20),
        "assessing": Plan("PC", 1, _first(20, ended["assessing"], even), even, "centre", 20),
        "running": Plan("EC", 2, _first(HALF_WAY + 1, today, odd), odd, "centre", 24),
        "begun": Plan(
            "CL", 2, _first(A_FEW, today - DAY, even), even, "annex", 26, "second_assistant"
        ),
        "one_left": Plan("PC", 2, _next(today + 10 * DAY, even), even, "centre", 22),
        "full": Plan("EC", 3, _next(today + 28 * DAY, odd), odd, "centre", 24),
        "open": Plan("CL", 3, _next(today + 17 * DAY, odd), odd, "annex", 24),
        "announced": Plan(
            "CL", 4, _next(today + 36 * DAY, even), even, "mobile", 24, "second_assistant"
        ),
    }  # fmt: skip


def with_today(today: date) -> tuple[int, ...]:
    patterns = (FIRST_HALF, SECOND_HALF, SUNDAYS)
    return next(days for days in patterns if today.weekday() in days)


def without_today(today: date) -> tuple[int, ...]:
    return SECOND_HALF if today.weekday() in FIRST_HALF else FIRST_HALF


def _next(day: date, weekdays: tuple[int, ...]) -> date:
    """The first class evening from `day` on."""
    return evening_dates(day, weekdays=weekdays, count=1)[0]


def _first(count: int, last_by: date, weekdays: tuple[int, ...]) -> date:
    """The first of `count` evenings, the last of which is held by `last_by`."""
    day = last_by
    while True:
        count -= day.weekday() in weekdays
        if not count:
            return day
        day -= DAY
