"""Who learned beside who applied with them, waited and got no place: how much more did pay rise?

A difference of differences: the mean change of pay of the ones less that of the others. It
is told only where the two can be compared, by the numbers that stand first here.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import product
from typing import Final

from school.lib.masking import SMALLEST
from school.lib.middles import median
from school.outcomes.rules.averages import mean, more_on_average
from school.outcomes.rules.breakdown import Count, Like, Member, tables
from school.outcomes.rules.results import BASES, KINDS
from school.outcomes.rules.rows import pair_of
from school.wages.rules import MONTHS_ASKED, Comparable, add_months

# In each of the two groups so many people with pay before and then, paid in the same way.
LEAST: Final = 20
# Of each group so many in a hundred told their pay before and then, however paid.
LEAST_KNOWN: Final = 50
# The middle of pay before may differ by so many in a hundred of the lower one.
MOST_APART: Final = 10
# Pay then is of a month that ended so many months after the class began: who learned tells
# it by the first question after the course, who waited by her only one.
WINDOW: Final = (4, 8)
# The middle days that pay before, and pay then, are of may lie so far apart.
MOST_DAYS: Final = 61
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

    FEW = "few"
    UNKNOWN = "unknown"
    APART = "apart"
    OTHER_DAYS = "other_days"
    # What is told beside it, less this, would tell of few.
    BESIDE = "beside"
    # What has changed since a report before would tell of few.
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Against:
    """One course, half year and kind of pay: both groups, or why they are not told."""

    course: str
    half: str
    kind: str
    basis: str
    why: Why | None = None
    # With pay before and then, paid in this way; and all of the group.
    learned: int = 0
    all_learned: int = 0
    waited: int = 0
    all_waited: int = 0
    # The mean changes, and by how much the first is above the second.
    learned_fen: int | None = None
    waited_fen: int | None = None
    more_fen: int | None = None
    between: tuple[int, int] | None = None

    def untold(self, why: Why) -> "Against":
        """Without any number."""
        return Against(self.course, self.half, self.kind, self.basis, why)


def compare(
    applicants: Iterable[Applicant], members: Sequence[Member] = ()
) -> tuple[Against, ...]:
    """By course and half year in which anybody waited; `members` are those told of beside it.

    Of a half year that is told in some way of being paid, the other ways are left out; else
    the way that most are paid in says why.
    """
    found: dict[Key, list[_Compared]] = {
        key: [_compared(key, paid, *sides) for paid in WAYS]
        for key, sides in sorted(_sides(applicants).items())
    }
    told = [one for each in found.values() for one in each if one.told.why is None]
    hidden = _hidden(told, members) if told else set()
    return tuple(one for each in found.values() for one in _shown(each, hidden))


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
    # Who learned, of those compared.
    learned: frozenset[int]
    # Of the smaller group.
    people: int

    @property
    def paid(self) -> Paid:
        return self.told.kind, self.told.basis


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


def _compared(key: Key, paid: Paid, learned: _Side, waited: _Side) -> _Compared:
    one, other = learned.in_way(paid), waited.in_way(paid)
    people = min(len(one), len(other))
    if why := _why_not(learned, waited, list(one.values()), list(other.values())):
        return _Compared(Against(*key, *paid, why), frozenset(one), people)
    changes, others = _changes(one.values()), _changes(other.values())
    more, between = more_on_average(changes, others)
    told = Against(
        *key,
        *paid,
        learned=len(one),
        all_learned=len(learned.pairs),
        waited=len(other),
        all_waited=len(waited.pairs),
        learned_fen=mean(changes),
        waited_fen=mean(others),
        more_fen=more,
        between=between,
    )
    return _Compared(told, frozenset(one), people)


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


def _shown(
    found: Sequence[_Compared], hidden: Collection[Against]
) -> Iterator[Against]:
    told = [one.told for one in found if one.told.why is None]
    if told:
        for one in told:
            yield one.untold(Why.BESIDE) if one in hidden else one
    else:
        yield max(found, key=lambda one: one.people).told


def _hidden(told: Sequence[_Compared], members: Sequence[Member]) -> set[Against]:
    """Those whose people are all but few of a group with a figure of their pay beside it.

    Or the other way round: subtracted from each other the two would tell what few earn.
    """
    found: set[Against] = set()
    for paid in {one.paid for one in told}:
        alike = [one for one in told if one.paid == paid]
        courses = {one.told.course for one in alike}
        by_course = [[x for x in alike if x.told.course == each] for each in courses]
        beside = _told_beside(members, paid)
        for together in [*([one] for one in alike), *by_course, alike]:
            people = frozenset().union(*(one.learned for one in together))
            if any(0 < len(people ^ group) < SMALLEST for group in beside):
                found |= {one.told for one in together}
    return found


def _told_beside(members: Sequence[Member], paid: Paid) -> list[set[int]]:
    """Of whom each change of pay at the same question is, in every group that shows one."""
    like = Like(MONTHS_ASKED[0], *paid)
    shown = {
        (kind, line.key)
        for kind, lines in tables(members, like).items()
        for line in lines
        if line.cells.get(Count.PAIRED)
    }
    groups: dict[object, set[int]] = defaultdict(set)
    for member in members:
        pair = pair_of(member.row, like.months)
        if pair is None or (pair[0].kind, pair[0].basis) != paid:
            continue
        for kind, key in member.groups.items():
            for depth in range(len(key) + 1):
                if (kind, key[:depth]) in shown:
                    groups[kind, key[:depth]].add(member.person)
    return list(groups.values())
