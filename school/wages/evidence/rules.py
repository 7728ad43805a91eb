"""How well a sum of pay is evidenced, and which of several about the same days counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Final


class Level(IntEnum):
    """The higher, the harder it is to say what is not so."""

    OWN_WORD = 1
    EMPLOYER = 2
    PAPER = 3
    BOOKS = 4


LEVELS: Final[Mapping[str, Level]] = {
    "self": Level.OWN_WORD,
    "company": Level.EMPLOYER,
    "payslip": Level.PAPER,
    "platform": Level.BOOKS,
}


@dataclass(frozen=True, slots=True)
class Told:
    """A record of one person's pay that no later one supersedes."""

    code: str
    source: str
    start: date
    end: date
    at: datetime
    employer: str = ""
    # The worker says that it is not so.
    is_disputed: bool = False


def level(source: str) -> Level:
    return LEVELS[source]


def counting(told: Iterable[Told]) -> list[Told]:
    """Those that count in figures; the others stand beside them and are not lost.

    Of records about the same days and the same work the best evidenced counts, of equals
    the one told last. One that its worker disputes does not count. Pay of another
    employer is other work; who is not named may be either.
    """
    undisputed = [one for one in told if not one.is_disputed]
    return [
        one
        for one in undisputed
        if not any(_beats(other, one) for other in undisputed if other is not one)
    ]


def _beats(one: Told, other: Told) -> bool:
    same_days = one.start <= other.end and other.start <= one.end
    same_work = not one.employer or not other.employer or one.employer == other.employer
    return same_days and same_work and _rank(one) > _rank(other)


def _rank(one: Told) -> tuple[Level, datetime, str]:
    return level(one.source), one.at, one.code
