"""What follows from the lines of the points ledger."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

SCORE: Final = "score"
BALANCE: Final = "balance"
INITIAL_SCORE: Final = 100
LOWEST_SCORE: Final = 0
HIGHEST_SCORE: Final = 300
RECOVERY: Final = "recovery"

# A rule that counts once per class, course or certificate is given for that very thing.
SOURCE_OF_PERIOD: Final = {
    "per_class": "cohort",
    "per_course": "course",
    "per_certificate": "certificate",
}
MONTHS_OF_PERIOD: Final = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Line:
    account: str
    delta: int


@dataclass(frozen=True, slots=True)
class Accounts:
    """A person's two accounts, as the sums of their lines.

    The score is held within its bounds once, at the end and not line by line: so an
    account stays the sum of its lines, and a reversal gives back exactly what it took.
    """

    score_total: int = 0
    balance_total: int = 0

    @property
    def score(self) -> int:
        return held_score(self.score_total)

    @property
    def balance(self) -> int:
        """What can be spent; never below zero."""
        return max(0, self.balance_total)

    @property
    def owed(self) -> int:
        """Taken back after it was spent: the next points go here first."""
        return max(0, -self.balance_total)


def held_score(total: int) -> int:
    return max(LOWEST_SCORE, min(HIGHEST_SCORE, INITIAL_SCORE + total))


def fold(lines: Iterable[Line]) -> Accounts:
    totals = {SCORE: 0, BALANCE: 0}
    for line in lines:
        totals[line.account] += line.delta
    return Accounts(totals[SCORE], totals[BALANCE])


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


def below_ceiling(given: Grant, *, score: int, ceiling: int | None) -> Grant:
    """Recovery leads back to where one began, not past it."""
    if ceiling is None or score + given.delta <= ceiling:
        return given
    return Grant(max(0, ceiling - score), is_capped=True)


def accounts_of_award(category: str) -> tuple[str, ...]:
    return (SCORE,) if category == RECOVERY else (SCORE, BALANCE)


def period_of(period: str, on: date) -> tuple[date, date] | None:
    """The calendar period around `on`, its end excluded; None where there is none."""
    months = MONTHS_OF_PERIOD.get(period)
    if months is None:
        return None
    first = (on.month - 1) // months * months
    start = date(on.year, first + 1, 1)
    carry, month = divmod(first + months, 12)
    return start, date(on.year + carry, month + 1, 1)


@dataclass(frozen=True, slots=True)
class Band:
    """A tier: its words and the scores it holds."""

    label: str
    least: int
    most: int


def band_of(score: int, bands: Iterable[Band]) -> Band | None:
    return next((band for band in bands if band.least <= score <= band.most), None)


def next_band(score: int, bands: Iterable[Band]) -> Band | None:
    """The nearest tier above."""
    above = [band for band in bands if band.least > score]
    return min(above, key=lambda band: band.least, default=None)
