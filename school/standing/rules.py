"""Which card follows from what is on record, why, and the way back to green. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, Final

MODEL, GREEN, WATCH, RED = "model", "green", "watch", "red"
# From the worst to the best.
ORDER: Final = (RED, WATCH, GREEN, MODEL)
# What holds a card back besides its score.
TRAINING: Final = "training"
# So many days of January catch up with the year's end.
LATE_DAYS: Final = 7
# A red card stands at least so long.
RED_DAYS: Final = 15
SAFETY: Final = "N09"
SAFETY_WINDOW: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the card is what it is: a code, and what its words need."""

    code: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the way back; the last one is a person's, never the machine's."""

    code: str
    is_done: bool
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deduction:
    """One that was posted and stands. It is final from `final_on` on, unless appealed."""

    rule: str
    # In the time of the place, like every moment here.
    at: datetime
    final_on: date
    sets_red: bool = False
    only_by_decision: bool = False
    is_appealed: bool = False
    # Where a case says so; else the day of the deduction.
    occurred_on: date | None = None

    @property
    def on(self) -> date:
        return self.at.date()

    @property
    def happened_on(self) -> date:
        return self.occurred_on or self.on

    def is_final(self, *, on: date) -> bool:
        return on >= self.final_on and not self.is_appealed


@dataclass(frozen=True, slots=True)
class Red:
    """The red card that stands: since when, with which score, and what came back since."""

    since: datetime
    score: int
    given_back: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    score: int
    deductions: Sequence[Deduction] = ()
    red: Red | None = None
    # What was deducted before was answered for when the last red card was lifted.
    lifted_at: datetime | None = None
    has_open_case: bool = False
    retrained_at: datetime | None = None
    has_order: bool = False
    # None for whoever has no training on record, which is nothing that has run out.
    trained_through: date | None = None
    # How far the account itself is below the lowest score, which is never shown lower.
    below: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    card: str
    reasons: tuple[Reason, ...]
    # Through this day only the worker and those who decide know of a red card.
    private_through: date | None = None
    # The day on which time alone may change something.
    review_on: date | None = None


def tier_of(score: int, least: Mapping[str, int]) -> str:
    """By the score alone; `least` is where each tier begins."""
    reached = [tier for tier in ORDER if score >= least.get(tier, 0)]
    return reached[-1] if least else GREEN


def decide(facts: Facts, least: Mapping[str, int], *, on: date) -> Decision:
    """The card of the day. Red stays until a person lifts it."""
    found = tuple(triggers(facts, least, on=on))
    if found or facts.red:
        why = found or (Reason("undone" if is_undone(facts, least) else "to_lift"),)
        return Decision(RED, why, _private(facts, least, on=on), _review(facts, on=on))
    tier = tier_of(facts.score, least)
    why = tuple(_holds_back(facts, on=on))
    card = min(tier, WATCH, key=ORDER.index) if why else tier
    if tier == WATCH:
        why = (Reason("low_score", _scores(facts, least[GREEN])), *why)
    shown = why or (Reason("score", {"score": facts.score}),)
    return Decision(card, shown, review_on=_review(facts, on=on))


def triggers(facts: Facts, least: Mapping[str, int], *, on: date) -> Iterator[Reason]:
    """What sets red, of that which no lifted card has answered for."""
    if facts.score < least.get(WATCH, 0):
        yield Reason("below", _scores(facts, least[WATCH]))
    yield from _by_rule(facts, on=on)
    yield from _safety_twice(facts)


def way_back(facts: Facts, least: Mapping[str, int], *, on: date) -> tuple[Step, ...]:
    """What is to be done until the card is green again; nothing where it is."""
    if facts.red is None:
        return tuple(_from_watch(facts, least, on=on))
    if is_undone(facts, least) and not any(triggers(facts, least, on=on)):
        return (Step("approval", is_done=False),)
    return tuple(_from_red(facts, facts.red, least, on=on))


def missing(steps: Iterable[Step]) -> tuple[Step, ...]:
    """What keeps a person from lifting the card; the decision and the approval are theirs."""
    theirs = {"approval", "decision"}
    return tuple(one for one in steps if not one.is_done and one.code not in theirs)


def lifted(facts: Facts, *, at: datetime) -> Facts:
    """The same, once the red card is lifted."""
    return replace(facts, red=None, lifted_at=at)


def year_end(on: date) -> date | None:
    """The year's end that is to be settled on a day: today, or a few days past."""
    if (on.month, on.day) == (12, 31):
        return on
    late = on.month == 1 and on.day <= LATE_DAYS
    return date(on.year - 1, 12, 31) if late else None


def needs_decision(facts: Facts) -> bool:
    """Whether only a competent authority's decision lifts it."""
    return any(one.only_by_decision for one in _unanswered(facts))


def is_undone(facts: Facts, least: Mapping[str, int]) -> bool:
    """What had set red was reversed: with it on the score, red would not have been."""
    red = facts.red
    if red is None or not red.given_back:
        return False
    enough = min(facts.score, red.score + red.given_back) >= least.get(WATCH, 0)
    by_rule = any(one.sets_red for one in _unanswered(facts))
    return enough and not by_rule and not any(_safety_twice(facts))


def _unanswered(facts: Facts) -> list[Deduction]:
    lifted = facts.lifted_at
    return [one for one in facts.deductions if lifted is None or one.at > lifted]


def _by_rule(facts: Facts, *, on: date) -> Iterator[Reason]:
    for one in _unanswered(facts):
        if one.sets_red and one.is_final(on=on):
            yield Reason("rule", {"rule": one.rule, "on": one.on})


def _safety_twice(facts: Facts) -> Iterator[Reason]:
    breaches = [one for one in facts.deductions if one.rule == SAFETY]
    new = _unanswered(facts)
    for pair in pairwise(sorted(breaches, key=lambda one: one.happened_on)):
        first, second = (one.happened_on for one in pair)
        if second - first <= SAFETY_WINDOW and any(one in new for one in pair):
            yield Reason("safety_twice", {"first": first, "second": second})


def _holds_back(facts: Facts, *, on: date) -> Iterator[Reason]:
    if facts.has_order:
        yield Reason("order")
    if facts.trained_through and on > facts.trained_through:
        yield Reason(TRAINING, {"through": facts.trained_through})


def _from_red(
    facts: Facts, red: Red, least: Mapping[str, int], *, on: date
) -> Iterator[Step]:
    lacking = max(0, least.get(WATCH, 0) - facts.score + facts.below)
    yield Step("score", not lacking, {"lacking": lacking, "least": least.get(WATCH, 0)})
    retrained = facts.retrained_at is not None and facts.retrained_at >= red.since
    yield Step("retraining", retrained and not facts.has_order)
    through = red.since.date() + timedelta(days=RED_DAYS)
    yield Step("days", on >= through, {"on": through, "days": RED_DAYS})
    yield Step("cases", not (facts.has_open_case or _is_open(facts, on=on)))
    if needs_decision(facts):
        yield Step("decision", is_done=False)
    yield Step("approval", is_done=False)


def _from_watch(facts: Facts, least: Mapping[str, int], *, on: date) -> Iterator[Step]:
    if facts.score < least.get(GREEN, 0):
        lacking = least[GREEN] - facts.score
        yield Step("score", False, {"lacking": lacking, "least": least[GREEN]})
    for reason in _holds_back(facts, on=on):
        yield Step("retraining" if reason.code == "order" else TRAINING, False)


def _is_open(facts: Facts, *, on: date) -> bool:
    """A deduction may still be appealed, or is."""
    return any(one.sets_red and not one.is_final(on=on) for one in _unanswered(facts))


def _private(facts: Facts, least: Mapping[str, int], *, on: date) -> date | None:
    """While an appeal may come or runs, red is the worker's and the deciders' alone.

    What is deducted after the card turned red has not set it, and hides nothing that is
    known; unless what had set it was reversed, and only the later one holds it.
    """
    counted = _unanswered(_up_to_red(facts, least))
    open_until = [
        max(one.final_on - timedelta(days=1), on if one.is_appealed else date.min)
        for one in counted
        if not one.is_final(on=on)
    ]
    return max(open_until, default=None)


def _up_to_red(facts: Facts, least: Mapping[str, int]) -> Facts:
    """Without what came after the card turned red; all of it where that alone holds it."""
    red = facts.red
    if red is None:
        return facts
    before = replace(
        facts,
        score=red.score + red.given_back,
        deductions=[one for one in facts.deductions if one.at <= red.since],
    )
    return facts if is_undone(before, least) else before


def _review(facts: Facts, *, on: date) -> date | None:
    """The next day on which something ends: an appeal's time, a training, fifteen days."""
    ends = [one.final_on for one in facts.deductions]
    if facts.trained_through:
        ends.append(facts.trained_through + timedelta(days=1))
    ahead = [day for day in ends if day > on]
    if any(one.is_appealed for one in facts.deductions):
        ahead.append(on + timedelta(days=1))
    return min(ahead, default=None)


def _scores(facts: Facts, least: int) -> dict[str, int]:
    lacking = least - facts.score + facts.below
    return {"score": facts.score, "least": least, "lacking": lacking}
