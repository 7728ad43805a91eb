"""Indicators, each from frozen rows: no imputation, losses kept, small cells not shown."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

from school.lib.masking import SMALLEST
from school.wages.rules import DAYS_26, HOUR, MONTH, MONTHS_ASKED, Comparable

KINDS: Final = (MONTH, DAYS_26, HOUR)


@dataclass(frozen=True, slots=True)
class Answer:
    """One follow-up: whether its day has come, and what was said. None is unknown."""

    is_due: bool
    employed: bool | None = None
    wage: Comparable | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One trainee on the roll of one class."""

    is_completed: bool = True
    is_certified: bool = True
    # By another body, after the class, and checked.
    has_external: bool = False
    has_consented: bool = True
    baseline: Comparable | None = None
    answers: Mapping[int, Answer] = field(default_factory=dict)

    def answer(self, months: int) -> Answer:
        return self.answers.get(months, Answer(is_due=False))


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
    if few and few_others:
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


@dataclass(frozen=True, slots=True)
class Change:
    """Pay after less pay before, of the same people paid in the same way, in fen."""

    kind: str
    coverage: Share
    median_fen: int | None = None
    mean_fen: int | None = None
    # The middle of the same people's pay before and then.
    before_fen: int | None = None
    after_fen: int | None = None


class LeftOut(StrEnum):
    """Why someone on the roll is in no pair, the first that holds."""

    NOT_COMPLETED = "not_completed"
    NO_CONSENT = "no_consent"
    NOT_DUE = "not_due"
    UNKNOWN = "unknown"
    NOT_IN_WORK = "not_in_work"
    NO_BASELINE = "no_baseline"
    PAY_NOT_TOLD = "pay_not_told"
    PAID_DIFFERENTLY = "paid_differently"


@dataclass(frozen=True, slots=True)
class After:
    """What is known so many months after completion."""

    months: int
    is_due: bool
    employed: Share
    reached: Share
    changes: tuple[Change, ...]
    # With its number, or None where the numbers would tell of few people.
    left_out: tuple[tuple[LeftOut, int | None], ...]


@dataclass(frozen=True, slots=True)
class Results:
    roll: int
    certified: Share
    # Of those who completed: never added to our own.
    external: Share
    after: tuple[After, ...]


def results(rows: Iterable[Row]) -> Results:
    roll = list(rows)
    return Results(
        roll=len(roll),
        certified=share(sum(row.is_certified for row in roll), len(roll)),
        external=_external([row for row in roll if row.is_completed]),
        after=tuple(_after(months, roll) for months in MONTHS_ASKED),
    )


def _external(completers: Sequence[Row]) -> Share:
    return share(sum(row.has_external for row in completers), len(completers))


def _after(months: int, roll: Sequence[Row]) -> After:
    counted = [row for row in roll if row.is_completed and row.has_consented]
    answers = [row.answer(months) for row in counted]
    reached = [each for each in answers if each.is_due and each.employed is not None]
    pairs = {kind: _pairs(kind, months, roll) for kind in KINDS}
    return After(
        months=months,
        is_due=any(row.answer(months).is_due for row in roll),
        employed=share(sum(each.employed is True for each in reached), len(reached)),
        reached=coverage(len(reached), len(roll)),
        changes=tuple(
            _change(kind, found, len(roll)) for kind, found in pairs.items() if found
        ),
        left_out=_left_out(months, roll, [len(found) for found in pairs.values()]),
    )


def _pairs(kind: str, months: int, roll: Sequence[Row]) -> list[tuple[int, int]]:
    """Pay before and then, of those who are paid by this kind both times."""
    return [
        (before.fen, after.fen)
        for row in roll
        if why_left_out(row, months) is None
        and (before := row.baseline) is not None
        and (after := row.answer(months).wage) is not None
        and before.kind == kind
    ]


def _change(kind: str, pairs: Sequence[tuple[int, int]], everyone: int) -> Change:
    known = coverage(len(pairs), everyone)
    if known.bound == Bound.HIDDEN:
        return Change(kind, known)
    changes = [after - before for before, after in pairs]
    return Change(
        kind,
        known,
        median_fen=median(changes),
        mean_fen=mean(changes),
        before_fen=median([before for before, _after in pairs]),
        after_fen=median([after for _before, after in pairs]),
    )


def mean(values: Sequence[int]) -> int:
    return _whole(Decimal(sum(values)) / len(values))


def median(values: Sequence[int]) -> int:
    ordered, middle = sorted(values), len(values) // 2
    if len(values) % 2:
        return ordered[middle]
    return _whole(Decimal(ordered[middle - 1] + ordered[middle]) / 2)


def _whole(value: Decimal) -> int:
    """Whole fen, half away from zero."""
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def why_left_out(row: Row, months: int) -> LeftOut | None:
    answer = row.answer(months)
    tests = {
        LeftOut.NOT_COMPLETED: not row.is_completed,
        LeftOut.NO_CONSENT: not row.has_consented,
        LeftOut.NOT_DUE: not answer.is_due,
        LeftOut.UNKNOWN: answer.employed is None,
        LeftOut.NOT_IN_WORK: answer.employed is False,
        LeftOut.NO_BASELINE: row.baseline is None,
        LeftOut.PAY_NOT_TOLD: answer.wage is None,
    }
    found = next((reason for reason, holds in tests.items() if holds), None)
    if found or row.baseline is None or answer.wage is None:
        return found
    before, then = row.baseline, answer.wage
    same = (before.kind, before.basis) == (then.kind, then.basis)
    return None if same else LeftOut.PAID_DIFFERENTLY


def _left_out(
    months: int, roll: Sequence[Row], pairs: Sequence[int]
) -> tuple[tuple[LeftOut, int | None], ...]:
    """The reasons that hold; their numbers only if no number on the roll is small.

    Together with the pairs they add up to the roll, so that one hidden number alone
    could be worked out from the others.
    """
    counts = Counter(
        reason for row in roll if (reason := why_left_out(row, months)) is not None
    )
    cells = [*counts.values(), *pairs]
    told = not any(0 < cell < SMALLEST for cell in cells)
    return tuple(
        (reason, counts[reason] if told else None)
        for reason in LeftOut
        if counts[reason]
    )
