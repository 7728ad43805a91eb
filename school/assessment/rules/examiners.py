"""Who marks whom, and what the sheets of several examiners come to together."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import combinations

from school.assessment.rules.stations import FAIL_PRACTICAL, FAIL_STATION, Sheet

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Examiner:
    id: int
    # Teaches this very class.
    is_own_instructor: bool
    load: int = 0


class TooFewExaminers(ValueError):
    """At least two different people are needed."""


class OnlyOwnInstructors(ValueError):
    """One of them has to be someone who does not teach the class."""


@dataclass(frozen=True, slots=True)
class StationOutcome:
    """What the examiners together say of one station."""

    points: Decimal
    items: Mapping[int, Decimal]
    critical: frozenset[int]
    is_zeroed: bool
    fails_practical: bool


def several(examiners: Collection[Examiner], count: int) -> list[Examiner]:
    """Those with the least to do; who does not teach the class goes first."""
    ordered = sorted(examiners, key=_preference)
    if len(ordered) < count:
        raise TooFewExaminers
    if ordered[0].is_own_instructor:
        raise OnlyOwnInstructors
    return ordered[:count]


def third(
    examiners: Collection[Examiner], taken: Collection[int] = ()
) -> Examiner | None:
    """The next who is free."""
    free = [examiner for examiner in examiners if examiner.id not in taken]
    return min(free, key=_preference, default=None)


def needs_third(sheets: Sequence[Sheet], *, gap_over: int) -> bool:
    """Two differ by more than `gap_over` points, or on what is critical."""
    if len(sheets) != 2:
        return False
    one, other = sheets
    return abs(one.total - other.total) > gap_over or one.critical != other.critical


def combine(sheets: Sequence[Sheet], effects: Mapping[int, str]) -> StationOutcome:
    """What two agreeing, or three, examiners come to.

    Two: the mean. Three: the mean of the two that lie nearest each other, and of all
    three when both outer ones are equally far from the middle. A critical fail counts
    when more than half of the examiners saw it.
    """
    counting = _nearest(sheets)
    critical = _majority(sheets)
    is_zeroed = any(effects[fail] == FAIL_STATION for fail in critical)
    mean = Fraction(sum(sheet.total for sheet in counting), len(counting))
    return StationOutcome(
        points=Decimal("0.0") if is_zeroed else tenths(mean),
        items=_item_means(counting),
        critical=critical,
        is_zeroed=is_zeroed,
        fails_practical=any(effects[fail] == FAIL_PRACTICAL for fail in critical),
    )


def mean_of_stations(points: Sequence[Decimal]) -> Decimal:
    return tenths(sum(map(Fraction, points), Fraction()) / len(points))


def weighted_mean(points: Sequence[Decimal], weights: Sequence[int]) -> Decimal:
    """Where all stations are taken: each counts as much as it weighs."""
    whole = sum(
        (
            Fraction(point) * weight
            for point, weight in zip(points, weights, strict=True)
        ),
        Fraction(),
    )
    return tenths(whole / sum(weights))


def tenths(value: Fraction) -> Decimal:
    """One decimal, half up."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(TENTH, ROUND_HALF_UP)


def _preference(examiner: Examiner) -> tuple[bool, int, int]:
    return examiner.is_own_instructor, examiner.load, examiner.id


def _nearest(sheets: Sequence[Sheet]) -> Sequence[Sheet]:
    if len(sheets) < 3:
        return sheets
    ordered = sorted(sheets, key=lambda sheet: sheet.total)
    gaps = {
        (one, other): abs(ordered[one].total - ordered[other].total)
        for one, other in combinations(range(len(ordered)), 2)
    }
    least = min(gaps.values())
    nearest = {index for pair, gap in gaps.items() if gap == least for index in pair}
    return [ordered[index] for index in sorted(nearest)]


def _majority(sheets: Sequence[Sheet]) -> frozenset[int]:
    every = frozenset().union(*(sheet.critical for sheet in sheets))
    return frozenset(
        fail
        for fail in every
        if 2 * sum(fail in sheet.critical for sheet in sheets) > len(sheets)
    )


def _item_means(sheets: Sequence[Sheet]) -> dict[int, Decimal]:
    items = {item for sheet in sheets for item in sheet.points}
    return {
        item: tenths(
            Fraction(sum(sheet.points.get(item, 0) for sheet in sheets), len(sheets))
        )
        for item in sorted(items)
    }
