"""Which minimum wage holds where and when, and what lies below it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from school.wages.rules import HOUR, MONTH, Pay

# The law knows these two. A 26-day engagement or pay by the order is compared with neither.
UNITS: Final = (MONTH, HOUR)


@dataclass(frozen=True, slots=True)
class Minimum:
    """Of two for the same day the one entered later holds."""

    towns: frozenset[str]
    unit: str
    amount_fen: int
    begins_on: date


def in_force(
    minimums: Iterable[Minimum], *, town: str, unit: str, on: date
) -> Minimum | None:
    """`minimums` in the order in which they were entered; None where none is known."""
    holding = [
        one
        for one in minimums
        if one.unit == unit and town in one.towns and one.begins_on <= on
    ]
    return max(enumerate(holding), key=_when, default=(0, None))[1]


def _when(numbered: tuple[int, Minimum]) -> tuple[date, int]:
    number, minimum = numbered
    return minimum.begins_on, number


def below(
    pay: Pay, minimums: Iterable[Minimum], *, town: str, on: date
) -> Minimum | None:
    """The minimum that the pay does not reach; None also where nothing can be said."""
    if pay.unit not in UNITS or not town:
        return None
    held = in_force(minimums, town=town, unit=pay.unit, on=on)
    return held if held and pay.amount_fen < held.amount_fen else None
