"""Who learned beside who applied with them, waited and got no place: how much more did pay rise?

A difference of differences: the mean change of pay of the ones less that of the others. It
is told only where the two can be compared, by the numbers that stand first here, and once
nobody's answer can change it any more. Neither the two means are told, nor how many people
exactly they are of: beside the other figures these would tell of few.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import product
from typing import Final

from school.lib.middles import median
from school.outcomes.rules.averages import more_on_average
from school.outcomes.rules.results import BASES, KINDS
from school.wages.rules import Comparable, add_months

# In each of the two groups so many people with pay before and then, paid in the same way.
LEAST: Final = 20
# How many there are is told in these steps.
STEPS: Final = (100, 50, LEAST)
# Of each group so many in a hundred told their pay before and then, however paid.
LEAST_KNOWN: Final = 50
# The middle of pay before may differ by so many in a hundred of the lower one.
MOST_APART: Final = 10
# Pay then is of a month that ended so many months after the class began: who learned tells
# it by the first question after the course, who waited by her only one.
WINDOW: Final = (4, 8)
# The middle days that pay before, and pay then, are of may lie so far apart.
MOST_DAYS: Final = 61
# Told so many months after the half year in which they applied.
MONTHS_AFTER: Final = 12
WAYS: Final = tuple(product(KINDS, BASES))

# The kind of pay, and whether in hand.
Paid = tuple[str, str]
# A course, and the half year in which its people applied.
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sum:
    """Pay as it was told, and the last day of the months that it is of."""

    pay: Comparable
    on: date


Pair = tuple[Sum, Sum]


@dataclass(frozen=True, slots=True)
class Applicant:
    """One who applied for a class and was in it, or waited until it had begun."""

    person: int
    course: str
    applied_on: date
    begun_on: date
    has_waited: bool
    has_consented: bool = True
    before: Sum | None = None
    then: Sum | None = None

    @property
    def key(self) -> Key:
        return self.course, f"{self.applied_on.year}-{1 + (self.applied_on.month > 6)}"

    @property
    def pair(self) -> Pair | None:
        """Pay before and then, if it may count and is of the days that are compared."""
        if not self.has_consented or self.before is None or self.then is None:
            return None
        first, last = (add_months(self.begun_on, months) for months in WINDOW)
        return (self.before, self.then) if first <= self.then.on <= last else None


class Why(StrEnum):
    """Why a comparison is not told, the first that holds."""

    EARLY = "early"
    FEW = "few"
    UNKNOWN = "unknown"
    APART = "apart"
    OTHER_DAYS = "other_days"
    # It would differ from what a report before told.
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Against:
    """One course, half year and kind of pay: by how much more pay rose, or why it is not told."""

    course: str
    half: str
    kind: str
    basis: str
    why: Why | None = None
    # Each group has at least so many people with pay before and then, paid in this way.
    people: int = 0
    # By how much the mean change of who learned is above that of who waited.
    more_fen: int | None = None
    between: tuple[int, int] | None = None

    def untold(self, why: Why) -> "Against":
        """Without any number."""
        return Against(self.course, self.half, self.kind, self.basis, why)


def compare(applicants: Iterable[Applicant], *, on: date) -> tuple[Against, ...]:
    """By course and half year in which anybody waited, as a day sees it.

    Of a half year that is told in some way of being paid, the other ways are left out; else
    the way that most are paid in says why.
    """
    return tuple(
        one
        for key, sides in sorted(_sides(applicants).items())
        for one in _shown([_compared(key, paid, *sides, on=on) for paid in WAYS])
    )


def told_from(half: str) -> date:
    """The first day on which the comparison of a half year is told."""
    year, _dash, turn = half.partition("-")
    end = date(int(year), 7, 1) if turn == "1" else date(int(year) + 1, 1, 1)
    return add_months(end, MONTHS_AFTER)


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two groups: pay before and then by person, None where it is not known."""

    pairs: Mapping[int, Pair | None]

    @property
    def is_known(self) -> bool:
        known = sum(pair is not None for pair in self.pairs.values())
        return 100 * known >= LEAST_KNOWN * len(self.pairs)

    def in_way(self, paid: Paid) -> dict[int, Pair]:
        return {
            person: pair
            for person, pair in self.pairs.items()
            if pair and all((one.pay.kind, one.pay.basis) == paid for one in pair)
        }


@dataclass(frozen=True, slots=True)
class _Compared:
    told: Against
    # Of the smaller group.
    people: int


def _sides(applicants: Iterable[Applicant]) -> dict[Key, tuple[_Side, _Side]]:
    """A person once in each; whoever learned in that half year has not waited in vain."""
    learned: dict[Key, dict[int, Pair | None]] = defaultdict(dict)
    waited: dict[Key, dict[int, Pair | None]] = defaultdict(dict)
    for one in applicants:
        group = (waited if one.has_waited else learned)[one.key]
        # Twice in it, as after a change of class: what she told counts.
        group[one.person] = one.pair or group.get(one.person)
    return {
        key: (
            _Side(learned[key]),
            _Side({one: group[one] for one in group if one not in learned[key]}),
        )
        for key, group in waited.items()
    }


def _compared(
    key: Key, paid: Paid, learned: _Side, waited: _Side, *, on: date
) -> _Compared:
    one, other = learned.in_way(paid), waited.in_way(paid)
    people = min(len(one), len(other))
    if on < told_from(key[1]):
        return _Compared(Against(*key, *paid, Why.EARLY), people)
    if why := _why_not(learned, waited, list(one.values()), list(other.values())):
        return _Compared(Against(*key, *paid, why), people)
    more, between = more_on_average(_changes(one.values()), _changes(other.values()))
    told = Against(
        *key,
        *paid,
        people=next(step for step in STEPS if step <= people),
        more_fen=more,
        between=between,
    )
    return _Compared(told, people)


def _changes(pairs: Iterable[Pair]) -> list[int]:
    return [then.pay.fen - before.pay.fen for before, then in pairs]


def _why_not(
    learned: _Side,
    waited: _Side,
    one: Sequence[Pair],
    other: Sequence[Pair],
) -> Why | None:
    if min(len(one), len(other)) < LEAST:
        return Why.FEW
    if not (learned.is_known and waited.is_known):
        return Why.UNKNOWN
    before = [median([pair[0].pay.fen for pair in group]) for group in (one, other)]
    if 100 * (max(before) - min(before)) > MOST_APART * min(before):
        return Why.APART
    for turn in (0, 1):
        days = [median([pair[turn].on.toordinal() for pair in x]) for x in (one, other)]
        if max(days) - min(days) > MOST_DAYS:
            return Why.OTHER_DAYS
    return None


def _shown(found: Sequence[_Compared]) -> Iterator[Against]:
    told = [one.told for one in found if one.told.why is None]
    yield from told or [max(found, key=lambda one: one.people).told]
