"""What was posted in a while, worked out again by other rules."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from school.points.rules.scheme import Cap, deduction, grant, period_of


@dataclass(frozen=True, slots=True)
class Terms:
    """What decides how many points come of a rule."""

    delta: int
    period: str
    cap: Cap
    is_on: bool = True


@dataclass(frozen=True, slots=True)
class Past:
    """An award or a deduction as it stands in the ledger."""

    person: int
    code: str
    points: int
    # Whose period its limit is of: of a deduction the day of the deed.
    on: date


@dataclass(slots=True)
class Tally:
    """Of one rule: how often, and what that came to then and would come to now."""

    times: int = 0
    then: int = 0
    now: int = 0


@dataclass(slots=True)
class Outcome:
    rules: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    # By person, how much the score would differ.
    people: dict[int, int] = field(default_factory=lambda: defaultdict(int))


def differing(
    before: Mapping[str, Terms], after: Mapping[str, Terms]
) -> dict[str, Terms]:
    """The rules of which other points would come."""
    return {code: terms for code, terms in after.items() if before.get(code) != terms}


def rerun(
    past: Iterable[Past],
    changed: Mapping[str, Terms],
    *,
    earlier: Iterable[Past] = (),
) -> Outcome:
    """`past` in its order; `earlier` is what the same periods held before it began.

    What came of a rule that is not `changed` stays to the point. The ceiling of points
    won back is left out: it hangs on each day's score.
    """
    outcome = Outcome()
    given: dict[tuple[int, str, date | None], list[int]] = defaultdict(list)
    for one in earlier:
        if terms := changed.get(one.code):
            given[one.person, one.code, _start(terms, one.on)].append(one.points)
    for one in past:
        terms = changed.get(one.code)
        points = one.points
        if terms:
            start = _start(terms, one.on)
            before = given[one.person, one.code, start]
            points = _come_to(terms, before if start else [])
            before.append(points)
        tally = outcome.rules[one.code]
        tally.times += 1
        tally.then += one.points
        tally.now += points
        if points != one.points:
            outcome.people[one.person] += points - one.points
    return outcome


def _start(terms: Terms, on: date) -> date | None:
    period = period_of(terms.period, on)
    return period[0] if period else None


def _come_to(terms: Terms, earlier: list[int]) -> int:
    if not terms.is_on:
        return 0
    count = grant if terms.delta > 0 else deduction
    return count(terms.delta, cap=terms.cap, earlier=earlier).delta
