"""How far examiners agree: on a step, on a critical step, and one of them against the others."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import sqrt
from typing import Any

# Of fewer pairs, or sheets, nothing is said.
FEWEST = 10
POOR, MODERATE, GOOD = "poor", "moderate", "good"
# Landis and Koch's bounds, as they are commonly read.
FROM_MODERATE, FROM_GOOD = 0.41, 0.61


@dataclass(frozen=True, slots=True)
class Agreement:
    """What pairs of marks of the same step come to."""

    pairs: int
    same: int
    # None where both always gave the same one mark: nothing is left to chance.
    kappa: float | None

    @property
    def is_judged(self) -> bool:
        return self.pairs >= FEWEST

    @property
    def observed(self) -> float | None:
        """The share of pairs in which both gave the same."""
        return self.same / self.pairs if self.pairs else None

    @property
    def level(self) -> str:
        """What is said of it; nothing of too few pairs."""
        if not self.is_judged or self.kappa is None:
            return ""
        if self.kappa < FROM_MODERATE:
            return POOR
        return MODERATE if self.kappa < FROM_GOOD else GOOD


@dataclass(frozen=True, slots=True)
class Bias:
    """How much more, or less, one gives than those who mark beside her."""

    sheets: int
    mean: float | None
    # Standard error of the mean; of one sheet there is none.
    error: float | None

    @property
    def is_judged(self) -> bool:
        return self.sheets >= FEWEST

    @property
    def stands_out(self) -> bool:
        """More than two standard errors away from nothing."""
        if not self.is_judged or self.mean is None or self.error is None:
            return False
        return abs(self.mean) > 2 * self.error


def agreement(pairs: Iterable[tuple[int, int]]) -> Agreement:
    """Cohen's kappa with linear weights: two marks a point apart disagree less than two ten apart.

    Who is first and who is second changes from sheet to sheet, so every pair is read
    both ways. Of two categories, seen and not seen, it is the plain kappa.
    """
    counted = Counter((min(pair), max(pair)) for pair in pairs)
    total = counted.total()
    apart = sum((high - low) * times for (low, high), times in counted.items())
    expected = _expected(counted)
    return Agreement(
        pairs=total,
        same=sum(times for (low, high), times in counted.items() if low == high),
        kappa=float(1 - Fraction(apart, total) / expected) if expected else None,
    )


def pairs_of(marks: Sequence[int]) -> list[tuple[int, int]]:
    """Every two of the marks that several examiners gave for one step."""
    return list(combinations(marks, 2))


def bias(differences: Sequence[Fraction]) -> Bias:
    count = len(differences)
    if not count:
        return Bias(0, None, None)
    mean = sum(differences, Fraction()) / count
    if count == 1:
        return Bias(1, float(mean), None)
    squares = sum(((one - mean) ** 2 for one in differences), Fraction())
    return Bias(count, float(mean), sqrt(squares / (count - 1) / count))


def differences(totals: Mapping[Any, int]) -> dict[Any, Fraction]:
    """Of one station: each examiner's points less the mean of the others'."""
    if len(totals) < 2:
        return {}
    whole = sum(totals.values())
    return {
        one: points - Fraction(whole - points, len(totals) - 1)
        for one, points in totals.items()
    }


def _expected(counted: Mapping[tuple[int, int], int]) -> Fraction:
    """How far two marks drawn from all that were given lie apart, on average."""
    given: Counter[int] = Counter()
    for (low, high), times in counted.items():
        given[low] += times
        given[high] += times
    total = given.total()
    if not total:
        return Fraction()
    apart = sum(
        2 * (high - low) * given[low] * given[high]
        for low, high in combinations(sorted(given), 2)
    )
    return Fraction(apart, total * total)
