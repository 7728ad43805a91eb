"""Indicators, each from frozen rows: no imputation, losses kept, small cells not shown."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from school.lib.masking import SMALLEST
from school.lib.middles import median
from school.outcomes.rules.averages import mean, mean_between, median_between
from school.outcomes.rules.rows import LeftOut, Row, pair_of, stayed, why_left_out
from school.outcomes.rules.shares import Bound, Share, coverage, share
from school.wages.rules import DAYS_26, HOUR, MONTH, MONTHS_ASKED

KINDS: Final = (MONTH, DAYS_26, HOUR)
# In hand, before deductions: what is told of one is never set beside the other.
BASES: Final = ("net", "gross")
FIRST_ASKED: Final = MONTHS_ASKED[0]


@dataclass(frozen=True, slots=True)
class Change:
    """Pay after less pay before, of the same people paid in the same way, in fen."""

    kind: str
    coverage: Share
    basis: str = "net"
    median_fen: int | None = None
    mean_fen: int | None = None
    # Whose pay rose, of those compared.
    rose: Share | None = None
    median_between: tuple[int, int] | None = None
    mean_between: tuple[int, int] | None = None
    # The middle of the same people's pay before and then.
    before_fen: int | None = None
    after_fen: int | None = None


@dataclass(frozen=True, slots=True)
class After:
    """What is known so many months after completion."""

    months: int
    is_due: bool
    employed: Share
    reached: Share
    # Still with the employer of the first question; None at that question itself.
    stayed: Share | None
    changes: tuple[Change, ...]
    # With its number, or None where the numbers would tell of few people.
    left_out: tuple[tuple[LeftOut, int | None], ...]


@dataclass(frozen=True, slots=True)
class Results:
    roll: int
    completed: Share
    certified: Share
    # Of those who completed: never added to our own.
    external: Share
    after: tuple[After, ...]


def results(rows: Iterable[Row]) -> Results:
    roll = list(rows)
    completers = [row for row in roll if row.is_completed]
    completed = share(len(completers), len(roll))
    return Results(
        roll=len(roll),
        completed=completed,
        certified=_certified(roll, len(completers), completed),
        external=_external(completers, completed),
        after=tuple(_after(months, roll) for months in MONTHS_ASKED),
    )


def _certified(roll: Sequence[Row], completers: int, completed: Share) -> Share:
    """A bound, too, where the completers told beside it would leave few without."""
    certified = sum(row.is_certified for row in roll)
    told = share(certified, len(roll))
    both_told = Bound.EXACT == told.bound == completed.bound
    if both_told and 0 < completers - certified < SMALLEST:
        return Share(completers - SMALLEST + 1, len(roll), Bound.AT_LEAST)
    return told


def _external(completers: Sequence[Row], completed: Share) -> Share:
    """Not told where its denominator, less the roll, would tell how few did not complete."""
    told = share(sum(row.has_external for row in completers), len(completers))
    if completed.bound in (Bound.EXACT, Bound.NOBODY) or told.denominator is None:
        return told
    return Share(None, None, Bound.HIDDEN)


def _after(months: int, roll: Sequence[Row]) -> After:
    reached = [answer for row in roll if (answer := row.told(months))]
    pairs = _pairs(months, roll)
    return After(
        months=months,
        is_due=any(row.answer(months).is_due for row in roll),
        employed=share(sum(each.employed is True for each in reached), len(reached)),
        reached=coverage(len(reached), len(roll)),
        stayed=_stayed(months, roll) if months > FIRST_ASKED else None,
        changes=tuple(
            _change(*like, found, len(roll)) for like, found in pairs.items() if found
        ),
        left_out=_left_out(months, roll, [len(found) for found in pairs.values()]),
    )


def _stayed(months: int, roll: Sequence[Row]) -> Share:
    known = [each for row in roll if (each := stayed(row, months)) is not None]
    return share(sum(known), len(known))


def _pairs(
    months: int, roll: Sequence[Row]
) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """Pay before and then, of those who are paid and told it in one way both times."""
    pairs: dict[tuple[str, str], list[tuple[int, int]]] = {
        like: [] for like in product(KINDS, BASES)
    }
    for row in roll:
        if pair := pair_of(row, months):
            before, then = pair
            pairs[before.kind, before.basis].append((before.fen, then.fen))
    return pairs


def _change(
    kind: str, basis: str, pairs: Sequence[tuple[int, int]], everyone: int
) -> Change:
    known = coverage(len(pairs), everyone)
    if known.bound == Bound.HIDDEN:
        return Change(kind, known, basis)
    changes = [after - before for before, after in pairs]
    return Change(
        kind,
        known,
        basis,
        median_fen=median(changes),
        mean_fen=mean(changes),
        rose=share(sum(change > 0 for change in changes), len(changes)),
        median_between=median_between(changes),
        mean_between=mean_between(changes),
        before_fen=median([before for before, _after in pairs]),
        after_fen=median([after for _before, after in pairs]),
    )


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
