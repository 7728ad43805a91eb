"""Who may have what of the shop, what is left of it, and which step leads where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from school.points.rules import period_of

TOOL, SEAT, VOUCHER, PRIORITY = "tool", "training_seat", "voucher", "priority_order"

REQUESTED, APPROVED = "requested", "approved"
FULFILLED, CANCELLED, EXPIRED = "fulfilled", "cancelled", "expired"
# Points and stock are held as long as a redemption is one of these.
OPEN: Final = frozenset({REQUESTED, APPROVED})
# What counts against a limit: nothing was had of a redemption that was given back.
COUNTED: Final = frozenset({REQUESTED, APPROVED, FULFILLED})

# verb -> (the states it leads from, the state it leads to)
TRANSITIONS: Final[Mapping[str, tuple[frozenset[str], str]]] = {
    "approve": (frozenset({REQUESTED}), APPROVED),
    "fulfil": (OPEN, FULFILLED),
    "cancel": (OPEN, CANCELLED),
    "expire": (OPEN, EXPIRED),
}
# Lies in the store, and is counted by what is received and given.
STORED: Final = frozenset({TOOL, VOUCHER})


def allows(status: str, verb: str) -> bool:
    return status in TRANSITIONS[verb][0]


@dataclass(frozen=True, slots=True)
class Terms:
    """What the scheme says of a reward."""

    cost: int
    min_tier: str = ""
    times: int | None = None
    period: str = "none"
    is_counted: bool = False
    valid_days: int = 30
    role: str = "association_staff"


def terms_of(cost: int, source: Mapping[str, Any]) -> Terms:
    """From the reward as the scheme's file has it."""
    limit = source.get("limit") or {}
    return Terms(
        cost=cost,
        min_tier=source.get("min_tier", ""),
        times=limit.get("times"),
        period=limit.get("period", "none"),
        is_counted=bool(source.get("stock_tracked", False)),
        valid_days=int(source.get("valid_days_after_redeem", 30)),
        role=source.get("fulfil_role", "association_staff"),
    )


@dataclass(frozen=True, slots=True)
class Situation:
    """How somebody, and the store, stand towards one reward today."""

    balance: int
    score: int
    # The least score of the tier that the reward asks for.
    least_score: int = 0
    # The days on which the reward was redeemed and not given back.
    redeemed: Sequence[date] = ()
    # None where the reward is not counted.
    left: int | None = None
    is_offered: bool = True


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that stands between somebody and a reward; the numbers go into its sentence."""

    code: str
    data: Mapping[str, Any] = field(default_factory=dict)


def lacks(terms: Terms, now: Situation, *, on: date) -> list[Lack]:
    """Everything that is missing, at once; nothing means: she can have it."""
    found = []
    if not now.is_offered:
        found.append(Lack("not_offered"))
    if now.score < now.least_score:
        missing = now.least_score - now.score
        found.append(Lack("tier", {"missing": missing, "least": now.least_score}))
    if now.balance < terms.cost:
        found.append(Lack("points", {"missing": terms.cost - now.balance}))
    if again := _free_again(terms, now.redeemed, on=on):
        found.append(Lack("limit", {"times": terms.times, "from": again}))
    if now.left is not None and now.left < 1:
        found.append(Lack("stock"))
    return found


def _free_again(terms: Terms, redeemed: Sequence[date], *, on: date) -> date | None:
    """From which day on the limit allows another one; None where it is not reached."""
    period = period_of(terms.period, on)
    if terms.times is None or period is None:
        return None
    start, end = period
    had = sum(start <= day < end for day in redeemed)
    return end if had >= terms.times else None


@dataclass(frozen=True, slots=True)
class Stock:
    """What lies in the store, and how much of it waits for somebody."""

    on_hand: int = 0
    held: int = 0

    @property
    def left(self) -> int:
        return max(self.on_hand - self.held, 0)

    def is_low(self, warn_below: int) -> bool:
        return self.left < warn_below


def last_day(on: date, *, valid_days: int) -> date:
    """Until which day, itself included, what was redeemed waits to be collected."""
    return on + timedelta(days=valid_days)


@dataclass(frozen=True, slots=True)
class Span:
    """From a day through a day."""

    starts_on: date
    ends_on: date


def next_span(on: date, *, days: int, others: Sequence[Span] = ()) -> Span:
    """A priority right begins the next morning, or the morning after one that she has."""
    start = max([on, *(other.ends_on for other in others)]) + timedelta(days=1)
    return Span(start, start + timedelta(days=days - 1))


def number(code: str, year: int, serial: int) -> str:
    """The number on a voucher: of which reward, which year, the how manieth."""
    return f"{code}-{year}-{serial:04d}"


GO_ON, FOLLOW, TAKEN, GIVEN_BACK = "go_on", "follow", "taken", "given_back"


def outcome_of_seat(
    *, is_on_roll: bool, has_begun: bool, has_moved: bool, is_put_off: bool
) -> str:
    """What becomes of the points held for a seat, by how the application stands.

    A seat moved to another class takes its points along; one put off waits for its class.
    """
    if has_moved:
        return FOLLOW
    if is_put_off:
        return GO_ON
    if not is_on_roll:
        return GIVEN_BACK
    return TAKEN if has_begun else GO_ON
