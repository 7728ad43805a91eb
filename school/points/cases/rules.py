"""How a deduction comes about, in working days: who may take which step, and when. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

# As the scheme says under due_process.
RESPONSE_DAYS: Final = 5
APPEAL_DAYS: Final = 10
DECISION_DAYS: Final = 10
# Files of a case: after nothing came of it, and after points were deducted for good.
KEPT_IF_FALLEN: Final = timedelta(days=30)
KEPT_IF_STOOD: Final = timedelta(days=730)

PROPOSED: Final = "proposed"
NOTIFIED: Final = "notified"
RESPONDED: Final = "responded"
POSTED: Final = "posted"
APPEALED: Final = "appealed"
REVERSED: Final = "reversed"
WITHDRAWN: Final = "withdrawn"

IsWorking = Callable[[date], bool]


class Step(StrEnum):
    PROVE = "prove"
    NOTIFY = "notify"
    RESPOND = "respond"
    CONFIRM = "confirm"
    WITHDRAW = "withdraw"
    APPEAL = "appeal"
    DECIDE = "decide"
    # Though what it rests on was taken back.
    GO_ON = "go_on"


# In which states a step can be taken.
TAKEN_IN: Final = {
    Step.PROVE: {PROPOSED},
    Step.NOTIFY: {PROPOSED},
    Step.RESPOND: {NOTIFIED, RESPONDED},
    Step.CONFIRM: {NOTIFIED, RESPONDED},
    Step.WITHDRAW: {PROPOSED, NOTIFIED, RESPONDED},
    Step.APPEAL: {POSTED},
    Step.DECIDE: {APPEALED, POSTED},
    Step.GO_ON: {PROPOSED, NOTIFIED, RESPONDED},
}
# Towards the deduction: not taken while what the case rests on is taken back or put right.
HALTED: Final = {Step.NOTIFY, Step.CONFIRM}


# Deciding for or against her, which nobody close to her does.
JUDGING: Final = {Step.CONFIRM, Step.WITHDRAW, Step.DECIDE, Step.GO_ON}


class Against(StrEnum):
    """Why a step cannot be taken now."""

    STATE = "state"
    # She has days left to answer.
    EARLY = "early"
    LATE = "late"
    DECIDED = "decided"
    FINAL_RULE = "final_rule"
    # What it rests on was taken back, and nobody has looked at it since.
    RECALLED = "recalled"


class Wait(StrEnum):
    """Whose turn it is."""

    HANDLER = "handler"
    PROPOSER = "proposer"
    WORKER = "worker"
    SECOND = "second"
    DECIDER = "decider"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class State:
    """A case as far as its next steps depend on it."""

    status: str
    respond_by: date | None = None
    appeal_by: date | None = None
    decide_by: date | None = None
    # An appeal was decided.
    is_decided: bool = False
    is_appealable: bool = True
    # What it rests on was taken back, and nobody has looked at it since.
    is_recalled: bool = False


def last_day(start: date, *, working_days: int, is_working: IsWorking) -> date:
    """The last of so many working days after `start`, which is not counted itself."""
    day = start
    while working_days:
        day += timedelta(days=1)
        working_days -= is_working(day)
    return day


def days_left(on: date, last: date, *, is_working: IsWorking) -> int:
    """Working days after `on` through `last`; below zero, those that are past since."""
    first, end, sign = (on, last, 1) if on <= last else (last, on, -1)
    between = (first + timedelta(days=n) for n in range(1, (end - first).days + 1))
    return sign * sum(map(is_working, between))


def is_ripe(state: State, *, on: date) -> bool:
    """A second person may look at it: she has answered, or her days are over."""
    if state.status == RESPONDED:
        return True
    return (
        state.status == NOTIFIED
        and state.respond_by is not None
        and on > state.respond_by
    )


def may_still_appeal(state: State, *, on: date) -> bool:
    return hindrance(Step.APPEAL, state, on=on) is None


def is_final(state: State, *, on: date) -> bool:
    """What was deducted stays: the time to appeal is over, or the appeal was dismissed."""
    return state.status == POSTED and not may_still_appeal(state, on=on)


def hindrance(step: Step, state: State, *, on: date) -> Against | None:
    if state.status not in TAKEN_IN[step]:
        return Against.STATE
    if against := _against_cause(step, state):
        return against
    if step is Step.CONFIRM and not is_ripe(state, on=on):
        return Against.EARLY
    if step is Step.APPEAL:
        if not state.is_appealable:
            return Against.FINAL_RULE
        if state.is_decided:
            return Against.DECIDED
        if state.appeal_by is None or on > state.appeal_by:
            return Against.LATE
    return None


def _against_cause(step: Step, state: State) -> Against | None:
    """A case whose cause was taken back goes on, or stays posted, by a person's word alone."""
    if state.is_recalled:
        return Against.RECALLED if step in HALTED else None
    of_no_appeal = step is Step.DECIDE and state.status == POSTED
    return Against.STATE if step is Step.GO_ON or of_no_appeal else None


def wait(state: State, *, on: date) -> tuple[Wait, date | None]:
    """Whose turn it is, and until when; None where no day is set."""
    if hindrance(Step.GO_ON, state, on=on) is None:
        return Wait.HANDLER, None
    if state.status == POSTED and state.is_recalled:
        return Wait.DECIDER, None
    if state.status == PROPOSED:
        return Wait.PROPOSER, None
    if is_ripe(state, on=on):
        return Wait.SECOND, None
    if state.status == NOTIFIED:
        return Wait.WORKER, state.respond_by
    if state.status == APPEALED:
        return Wait.DECIDER, state.decide_by
    if may_still_appeal(state, on=on):
        return Wait.WORKER, state.appeal_by
    return Wait.NOBODY, None


class Part(StrEnum):
    """What somebody has done in a case."""

    PROPOSED = "proposed"
    NOTIFIED = "notified"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Parties:
    """Who has judged so far, by account."""

    opened_by: int | None = None
    notified_by: int | None = None
    confirmed_by: int | None = None


def part_against(step: Step, parties: Parties, *, by: int) -> Part | None:
    """A second person confirms and a third decides; what she has done already, if anything."""
    if step not in {Step.CONFIRM, Step.DECIDE}:
        return None
    if by == parties.opened_by:
        return Part.PROPOSED
    if by == parties.notified_by:
        return Part.NOTIFIED
    if step is Step.DECIDE and by == parties.confirmed_by:
        return Part.CONFIRMED
    return None
