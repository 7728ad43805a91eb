"""Orders before and after a course, of the same workers: from frozen values, nothing guessed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from school.lib.masking import SMALLEST


@dataclass(frozen=True, slots=True)
class Month:
    """What the platform says of one worker's month. None is unknown, never zero."""

    worker: int
    # Its first day.
    month: date
    orders: int
    good: int | None = None
    bad: int | None = None
    repeat: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Of somebody who completed: the first evening of the class, and the day of completion."""

    worker: int
    began: date
    completed: date

    def side(self, month: date) -> "Phase | None":
        """Whole months only: one in which the course began, ran or ended is on no side."""
        if _after(month, self.completed):
            return Phase.AFTER
        return Phase.BEFORE if _after(self.began, month) else None


class Phase(StrEnum):
    BEFORE = "before"
    AFTER = "after"


class Indicator(StrEnum):
    GOOD = "good"
    BAD = "bad"
    REPEAT = "repeat"


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many orders."""

    numerator: int
    denominator: int

    @property
    def tenths(self) -> int:
        """Tenths of a percent, half up."""
        return (2 * self.numerator * 1000 + self.denominator) // (2 * self.denominator)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One rate before and after, of the workers known on both sides; None where they are few."""

    indicator: Indicator
    # Who completed, and how many of them are compared; None: fewer than are told.
    completed: int
    workers: int | None
    before: Rate | None = None
    after: Rate | None = None


VALUE: Final[Mapping[Indicator, Callable[[Month], int | None]]] = {
    Indicator.GOOD: lambda one: one.good,
    Indicator.BAD: lambda one: one.bad,
    Indicator.REPEAT: lambda one: one.repeat,
}


def compare(spans: Sequence[Span], months: Iterable[Month]) -> list[Comparison]:
    """The three rates. Each worker's orders count as many as they are."""
    of_worker = {span.worker: span for span in spans}
    sides: dict[Phase, list[Month]] = {Phase.BEFORE: [], Phase.AFTER: []}
    for month in months:
        span = of_worker.get(month.worker)
        if span and (side := span.side(month.month)):
            sides[side].append(month)
    return [_compared(one, len(spans), sides) for one in Indicator]


def _compared(
    indicator: Indicator, completed: int, sides: Mapping[Phase, Sequence[Month]]
) -> Comparison:
    value = VALUE[indicator]
    known = {
        phase: [one for one in months if value(one) is not None and one.orders]
        for phase, months in sides.items()
    }
    both = {one.worker for one in known[Phase.BEFORE]} & {
        one.worker for one in known[Phase.AFTER]
    }
    # Whoever is left out could be told from the class's number otherwise.
    if len(both) < SMALLEST:
        return Comparison(indicator, completed, None if both else 0)
    before, after = (
        _rate([one for one in known[phase] if one.worker in both], value)
        for phase in (Phase.BEFORE, Phase.AFTER)
    )
    return Comparison(indicator, completed, len(both), before, after)


def _rate(months: Sequence[Month], value: Callable[[Month], int | None]) -> Rate:
    return Rate(
        sum(value(one) or 0 for one in months), sum(one.orders for one in months)
    )


def _after(one: date, other: date) -> bool:
    return (one.year, one.month) > (other.year, other.month)
