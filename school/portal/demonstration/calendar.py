"""Which evenings classes are held on, so that one of them is held today."""

from datetime import date, timedelta

from school.courses.rules import evening_dates

# Monday is 0. A class meets on three evenings a week.
FIRST_HALF, SECOND_HALF, SUNDAYS = (0, 2, 4), (1, 3, 5), (1, 3, 6)


def with_today(today: date) -> tuple[int, ...]:
    patterns = (FIRST_HALF, SECOND_HALF, SUNDAYS)
    return next(days for days in patterns if today.weekday() in days)


def without_today(today: date) -> tuple[int, ...]:
    return SECOND_HALF if today.weekday() in FIRST_HALF else FIRST_HALF


def next_on(day: date, weekdays: tuple[int, ...]) -> date:
    """The first class evening from `day` on."""
    return evening_dates(day, weekdays=weekdays, count=1)[0]


def first_of(count: int, *, last_by: date, weekdays: tuple[int, ...]) -> date:
    """The first of `count` evenings, the last of which is held by `last_by`."""
    day = last_by
    while True:
        if day.weekday() in weekdays:
            count -= 1
        if not count:
            return day
        day -= timedelta(days=1)
