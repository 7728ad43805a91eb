"""Counts and shares as they may be shown: of few people, or all but few, only a bound."""

from dataclasses import dataclass
from enum import StrEnum

from school.lib.masking import SMALLEST


class Bound(StrEnum):
    """How far a count may be told."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    HIDDEN = "hidden"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Share:
    """n of N as it may be shown: where few are on one side, only a bound is told."""

    numerator: int | None
    denominator: int | None
    bound: Bound

    @property
    def percent(self) -> int | None:
        """Whole percent, half up; a bound is rounded to the side on which it is true."""
        if self.numerator is None or not self.denominator:
            return None
        hundredfold = self.numerator * 100
        if self.bound == Bound.AT_LEAST:
            return hundredfold // self.denominator
        if self.bound == Bound.AT_MOST:
            return -(-hundredfold // self.denominator)
        return (2 * hundredfold + self.denominator) // (2 * self.denominator)


def share(numerator: int, denominator: int) -> Share:
    """What may be told of `numerator` among `denominator` people."""
    if not denominator:
        return Share(None, None, Bound.NOBODY)
    if denominator < SMALLEST:
        return Share(None, None, Bound.HIDDEN)
    few = 0 < numerator < SMALLEST
    few_others = 0 < denominator - numerator < SMALLEST
    # Of six people "at most four" is one: else it would be two bounds at once.
    if (few or few_others) and denominator < 2 * SMALLEST - 1:
        return Share(None, denominator, Bound.HIDDEN)
    if few:
        return Share(SMALLEST - 1, denominator, Bound.AT_MOST)
    if few_others:
        return Share(denominator - SMALLEST + 1, denominator, Bound.AT_LEAST)
    return Share(numerator, denominator, Bound.EXACT)


def coverage(known: int, everyone: int) -> Share:
    """How many the school knows of: told as it is, unless they are few."""
    if known < SMALLEST or everyone < SMALLEST:
        return Share(None, everyone if everyone >= SMALLEST else None, Bound.HIDDEN)
    return Share(known, everyone, Bound.EXACT)
