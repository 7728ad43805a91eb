"""What a rule of the scheme gives or takes, within its limits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

RECOVERY: Final = "recovery"

# A rule that counts once per class, course or certificate is given for that very thing.
SOURCE_OF_PERIOD: Final = {
    "per_class": "cohort",
    "per_course": "course",
    "per_certificate": "certificate",
}
MONTHS_OF_PERIOD: Final = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that a rule gives in one of its periods."""

    points: int | None = None
    times: int | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    delta: int
    is_capped: bool = False


def grant(delta: int, *, cap: Cap, earlier: Sequence[int]) -> Grant:
    """What `delta` comes to after the `earlier` awards of the same period."""
    if cap.times is not None and sum(each > 0 for each in earlier) >= cap.times:
        return Grant(0, is_capped=True)
    if cap.points is None:
        return Grant(delta)
    room = max(0, cap.points - sum(earlier))
    return Grant(min(delta, room), is_capped=delta > room)


def deduction(delta: int, *, cap: Cap, earlier: Sequence[int]) -> Grant:
    """The same for a rule that takes points."""
    taken = grant(-delta, cap=cap, earlier=[-each for each in earlier])
    return Grant(-taken.delta, taken.is_capped)


def below_ceiling(given: Grant, *, score: int, ceiling: int | None) -> Grant:
    """Recovery leads back to where one began, not past it."""
    if ceiling is None or score + given.delta <= ceiling:
        return given
    return Grant(max(0, ceiling - score), is_capped=True)


def period_of(period: str, on: date) -> tuple[date, date] | None:
    """The calendar period around `on`, its end excluded; None where there is none."""
    months = MONTHS_OF_PERIOD.get(period)
    if months is None:
        return None
    first = (on.month - 1) // months * months
    start = date(on.year, first + 1, 1)
    carry, month = divmod(first + months, 12)
    return start, date(on.year + carry, month + 1, 1)
