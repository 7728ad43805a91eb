"""What the holders of a certificate earn: whose pay counts, and what may be told of it.

Every sum that is told has five people or more at or beyond it on either side: the middle
of nine, the ends of the middle half of seventeen. Below that it would be one person's pay.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from school.lib.hiding import Group, hidden
from school.lib.masking import SMALLEST
from school.lib.middles import median
from school.wages.evidence.rules import Told, counting, level
from school.wages.rules import (
    DAYS_26,
    HOUR,
    MONTH,
    Comparable,
    add_months,
    to_show,
    to_show_between,
)

Key = tuple[str, ...]
MONTHS: Final = 12
# The fewest of whom the middle, and the ends of the middle half, are told.
MIDDLE_FROM: Final = 2 * SMALLEST - 1
RANGE_FROM: Final = 4 * (SMALLEST - 1) + 1
KINDS: Final = (MONTH, DAYS_26, HOUR)
BASES: Final = ("net", "gross")
# Who has put no town on file.
NO_TOWN: Final = ""
# Keys of groups: the county is no name that a town could have.
WHOLE: Final[Key] = ()
PEOPLE: Final = "people"


@dataclass(frozen=True, slots=True)
class Earned:
    told: Told
    pay: Comparable


@dataclass(frozen=True, slots=True)
class Holder:
    """One person with a certificate of one course, and all that was told of her pay."""

    person: int
    course: str
    town: str
    # When the training was first certified: pay of days before it does not count.
    since: date
    earned: Sequence[Earned]


class Why(StrEnum):
    FEW = "few"
    # Less the others shown, the county's number would tell of it.
    FOLLOWS = "follows"


@dataclass(frozen=True, slots=True)
class Place:
    """Of one course and one way of being paid: the whole county, or a town of it."""

    course: str
    kind: str
    basis: str
    town: str = NO_TOWN


@dataclass(frozen=True, slots=True)
class Band:
    """Rounded as it is published. Without a range there are too few people for one."""

    people: int
    middle_fen: int
    low_fen: int | None = None
    high_fen: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    shown: Mapping[Place, Band]
    hidden: Mapping[Place, Why]


def period(on: date) -> tuple[date, date]:
    """The twelve whole months before the present one, first day to last."""
    begun = on.replace(day=1)
    return add_months(begun, -MONTHS), begun - timedelta(days=1)


def one_pay(earned: Iterable[Earned], *, since: date) -> Comparable | None:
    """The pay that a person counts with: one job's, of the latest days that are known.

    Two jobs in the same days are not added up: a band tells what a job pays.
    """
    pays = {one.told.code: one for one in earned if one.told.start >= since}
    counted = [pays[told.code] for told in counting(one.told for one in pays.values())]
    if not counted:
        return None
    return max(counted, key=_lateness).pay


def _lateness(one: Earned) -> tuple[object, ...]:
    told = one.told
    return (told.end, level(told.source), told.at, told.code)


def draft(holders: Iterable[Holder]) -> Draft:
    """Every band that there could be: told, or why not."""
    found: dict[tuple[str, str, str], dict[str, dict[int, int]]] = {}
    for (person, course), held in _by_person(holders).items():
        first = min(held, key=lambda one: one.since)
        if pay := one_pay(first.earned, since=first.since):
            towns = found.setdefault(
                (course, pay.kind, pay.basis), defaultdict(dict[int, int])
            )
            towns[first.town][person] = pay.fen
    shown: dict[Place, Band] = {}
    away: dict[Place, Why] = {}
    for like in sorted(found, key=_order):
        _add(like, found[like], shown, away)
    return Draft(shown, away)


def _by_person(holders: Iterable[Holder]) -> dict[tuple[int, str], list[Holder]]:
    """Two certificates of one course are one person's."""
    held: dict[tuple[int, str], list[Holder]] = defaultdict(list)
    for holder in holders:
        held[holder.person, holder.course].append(holder)
    return held


def _order(like: tuple[str, str, str]) -> tuple[str, int, int]:
    course, kind, basis = like
    return course, KINDS.index(kind), BASES.index(basis)


def _add(
    like: tuple[str, str, str],
    towns: Mapping[str, Mapping[int, int]],
    shown: dict[Place, Band],
    away: dict[Place, Why],
) -> None:
    out = towns_hidden({town: frozenset(paid) for town, paid in towns.items()})
    everyone = [fen for paid in towns.values() for fen in paid.values()]
    _put(Place(*like), everyone, WHOLE in out, shown, away)
    for town in sorted(towns):
        if town != NO_TOWN:
            pays = list(towns[town].values())
            _put(Place(*like, town), pays, (town,) in out, shown, away)


def _put(
    place: Place,
    pays: Sequence[int],
    is_hidden: bool,
    shown: dict[Place, Band],
    away: dict[Place, Why],
) -> None:
    if not is_hidden:
        shown[place] = band(pays, place.kind)
    else:
        away[place] = Why.FEW if len(pays) < MIDDLE_FROM else Why.FOLLOWS


def towns_hidden(towns: Mapping[str, frozenset[int]]) -> frozenset[Hashable]:
    """The towns not told, by who counts in each; and the county, if it is not told either."""
    parts = [Group((town,), {PEOPLE: [who]}) for town, who in towns.items()]
    everyone = frozenset[int]().union(*towns.values())
    besides: set[Hashable] = {
        (town,) for town, who in towns.items() if len(who) < MIDDLE_FROM
    }
    if besides:
        # Not told in any case: no town with enough people need be hidden in their place.
        besides.add((NO_TOWN,))
    if len(everyone) < MIDDLE_FROM:
        besides.add(WHOLE)
    whole = Group(WHOLE, {PEOPLE: [everyone]}, parts)
    return hidden(whole, PEOPLE, besides=besides)


def band(pays: Sequence[int], kind: str) -> Band:
    """Of nine people or more. From the k-th smallest to the k-th largest lies half or more."""
    middle = to_show(median(pays), kind)
    if len(pays) < RANGE_FROM:
        return Band(len(pays), middle)
    low, high = to_show_between(middle_half(pays), kind)
    return Band(len(pays), middle, low, high)


def middle_half(pays: Sequence[int]) -> tuple[int, int]:
    ordered, rank = sorted(pays), -(-len(pays) // 4)
    return ordered[rank - 1], ordered[-rank]
