"""Who marks whom, and what the sheets of several examiners come to together."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from school.assessment.rules.stations import (
    APPEAL,
    BLIND,
    FAIL_PRACTICAL,
    FAIL_STATION,
    MODERATOR,
    Sheet,
)

TENTH = Decimal("0.1")
FEWEST = 2


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


class Stage(StrEnum):
    """How far the sheets of one station have come."""

    WAITING = "waiting"
    DIFFER = "differ"
    THIRD_CALLED = "third_called"
    MODERATOR_CALLED = "moderator_called"
    AGREED = "agreed"
    MAJORITY = "majority"
    MODERATED = "moderated"
    APPEALED = "appealed"

    @property
    def is_settled(self) -> bool:
        return self in SETTLED

    @property
    def may_be_moderated(self) -> bool:
        """The examiners differ, whether or not a third has been heard."""
        return self in (Stage.DIFFER, Stage.THIRD_CALLED, Stage.MAJORITY)


SETTLED = frozenset({Stage.AGREED, Stage.MAJORITY, Stage.MODERATED, Stage.APPEALED})


@dataclass(frozen=True, slots=True)
class StationOutcome:
    """What the examiners together say of one station."""

    points: Decimal
    critical: frozenset[int]
    is_zeroed: bool
    fails_practical: bool
    # The sheets whose mean it is.
    counting: Sequence[Sheet] = field(compare=False)

    @property
    def items(self) -> dict[int, Decimal]:
        """Points of each step: reckoned anew each time, for few want them."""
        steps = {item for sheet in self.counting for item in sheet.points}
        return {
            step: _mean([sheet.points.get(step, 0) for sheet in self.counting])
            for step in sorted(steps)
        }


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


def differ(sheets: Sequence[Sheet], *, gap_over: int) -> bool:
    """Two are more than `gap_over` points apart, or not all saw the same critical fails."""
    totals = [sheet.total for sheet in sheets]
    is_wide = bool(totals) and max(totals) - min(totals) > gap_over
    return is_wide or len({sheet.critical for sheet in sheets}) > 1


def stage(
    sheets: Sequence[Sheet], awaited: Sequence[int], *, planned: int, gap_over: int
) -> Stage:
    """`sheets` are those handed in, `awaited` the ranks of those that are not.

    Where two differ a third is called. More than two are settled by `combine`, unless
    as many saw a critical fail as did not: then a moderator decides.
    """
    highest = max((sheet.rank for sheet in sheets), default=BLIND)
    if highest > BLIND:
        return Stage.MODERATED if highest == MODERATOR else Stage.APPEALED
    if MODERATOR in awaited:
        return Stage.MODERATOR_CALLED
    is_apart = differ(sheets, gap_over=gap_over)
    if BLIND in awaited or len(sheets) < FEWEST:
        is_called = is_apart and len(sheets) >= planned
        return Stage.THIRD_CALLED if is_called else Stage.WAITING
    if not is_apart:
        return Stage.AGREED
    is_open = len(sheets) == FEWEST or bool(_half(sheets))
    return Stage.DIFFER if is_open else Stage.MAJORITY


def combine(sheets: Iterable[Sheet], effects: Mapping[int, str]) -> StationOutcome:
    """What the sheets of a station come to, folded from the lowest rank to the highest.

    A moderator's sheet stands in place of the examiners'. An appeal's raises the steps
    for which it gives more and lifts critical fails; it lowers nothing.
    """
    ordered = sorted(sheets, key=lambda sheet: sheet.rank)
    given = [sheet for sheet in ordered if sheet.rank < APPEAL]
    highest = given[-1].rank
    outcome = _together([one for one in given if one.rank == highest], effects)
    for appeal in ordered[len(given) :]:
        outcome = _raised(outcome, appeal, effects)
    return outcome


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


def _together(sheets: Sequence[Sheet], effects: Mapping[int, str]) -> StationOutcome:
    """The mean of the sheets that count; a critical fail that more than half saw."""
    seen = _seen(sheets)
    critical = frozenset(fail for fail in seen if 2 * seen[fail] > len(sheets))
    return _outcome(_counting(sheets), critical, effects)


def _raised(
    before: StationOutcome, appeal: Sheet, effects: Mapping[int, str]
) -> StationOutcome:
    has = before.items
    more = {
        step: points
        for step, points in appeal.points.items()
        if points > has.get(step, 0)
    }
    counting = [
        replace(sheet, points={**sheet.points, **more}) for sheet in before.counting
    ]
    return _outcome(counting, before.critical - appeal.lifted, effects)


def _outcome(
    counting: Sequence[Sheet], critical: frozenset[int], effects: Mapping[int, str]
) -> StationOutcome:
    is_zeroed = any(effects[fail] == FAIL_STATION for fail in critical)
    points = _mean([sheet.total for sheet in counting])
    return StationOutcome(
        points=Decimal("0.0") if is_zeroed else points,
        critical=critical,
        is_zeroed=is_zeroed,
        fails_practical=any(effects[fail] == FAIL_PRACTICAL for fail in critical),
        counting=counting,
    )


def _counting(sheets: Sequence[Sheet]) -> Sequence[Sheet]:
    """Up to two: all. Three: the nearest. More: all but the highest and the lowest.

    Of three the two that lie nearest each other count, and all when both outer ones
    are equally far from the middle.
    """
    if len(sheets) <= FEWEST:
        return sheets
    ordered = sorted(sheets, key=_order)
    if len(ordered) > 3:
        return ordered[1:-1]
    low, middle, high = (sheet.total for sheet in ordered)
    below, above = middle - low, high - middle
    return ordered[below > above : 3 - (above > below)]


def _order(sheet: Sheet) -> tuple[int, list[tuple[int, int]], list[int]]:
    """By total; equal ones always in the same order, whoever's they are."""
    return sheet.total, sorted(sheet.points.items()), sorted(sheet.critical)


def _seen(sheets: Sequence[Sheet]) -> Counter[int]:
    return Counter(fail for sheet in sheets for fail in sheet.critical)


def _half(sheets: Sequence[Sheet]) -> list[int]:
    """What exactly half of them saw: no majority says whether it was so."""
    return [fail for fail, seen in _seen(sheets).items() if 2 * seen == len(sheets)]


def _mean(points: Sequence[int]) -> Decimal:
    return tenths(Fraction(sum(points), len(points)))
