"""Which awards the points at hand come from: the oldest are spent first.

So what is left is always of the newest awards, and a hold that was given up is as
though it had never been.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

MONTHS: Final = 24
NOTICE_DAYS: Final = 30

AWARD: Final = "award"
EXPIRY: Final = "expiry"
REVERSAL: Final = "reversal"


@dataclass(frozen=True, slots=True)
class Move:
    """What a posting does to the lots: an award makes one, the others take away."""

    kind: str
    posting: int
    on: date
    points: int
    reverses: int | None = None


@dataclass(frozen=True, slots=True)
class Lot:
    """An award that was not taken back."""

    posting: int
    on: date
    points: int
    expired: int = 0

    @property
    def last_day(self) -> date:
        return months_later(self.on, MONTHS)

    @property
    def unexpired(self) -> int:
        return self.points - self.expired


def fold(moves: Iterable[Move]) -> list[Lot]:
    """The lots after all that happened, the oldest first."""
    lots: dict[int, Lot] = {}
    for move in moves:
        if move.kind == AWARD:
            lots[move.posting] = Lot(move.posting, move.on, move.points)
        elif move.kind == REVERSAL and move.reverses in lots:
            del lots[move.reverses]
        elif move.kind == EXPIRY:
            old = [lot for lot in in_order(lots.values()) if lot.last_day < move.on]
            for lot, points in left(old, move.points):
                lots[lot.posting] = replace(lot, expired=lot.expired + points)
    return in_order(lots.values())


def in_order(lots: Iterable[Lot]) -> list[Lot]:
    return sorted(lots, key=lambda lot: (lot.on, lot.posting))


def left(lots: Sequence[Lot], points: int) -> list[tuple[Lot, int]]:
    """What `points` at hand leave in each lot, the oldest first; spent ones are left out."""
    found = []
    for lot in reversed(lots):
        part = min(points, lot.unexpired)
        points -= part
        if part:
            found.append((lot, part))
    return found[::-1]


def ended(balance: int, *, newer: int) -> int:
    """What has expired of a balance, when `newer` were given in lots that have not."""
    return max(0, balance - newer)


@dataclass(frozen=True, slots=True)
class Ending:
    """Points that can be spent until a day."""

    day: date
    points: int


def endings(lots: Sequence[Lot], points: int, *, on: date) -> list[Ending]:
    """By the day until which they can be spent, the nearest first; what is over ends at once."""
    days: dict[date, int] = {}
    for lot, part in left(lots, points):
        day = max(on, lot.last_day)
        days[day] = days.get(day, 0) + part
    if rest := points - sum(days.values()):
        days[on] = days.get(on, 0) + rest
    return [Ending(day, days[day]) for day in sorted(days)]


def last_day_over(on: date) -> date:
    """The last day whose awards can no longer be spent on `on`."""
    day = months_later(on, -MONTHS)
    is_over = months_later(day, MONTHS) < on
    return day if is_over else day - timedelta(days=1)


def months_later(day: date, months: int) -> date:
    """The same day of that month, or its last."""
    carry, month = divmod(day.month - 1 + months, 12)
    year = day.year + carry
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
