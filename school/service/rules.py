"""What follows from what the order platform tells."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

REVIEW: Final = "review"
REPEAT: Final = "repeat_order"
COMPLETED: Final = "completed"
COMPLAINT: Final = "complaint"
LATE: Final = "late"
NO_SHOW: Final = "no_show"
TOOLS: Final = "tools"
REFUSAL: Final = "refusal"
WITHDRAWN: Final = "withdrawn"
KINDS: Final = frozenset(
    {REVIEW, REPEAT, COMPLETED, COMPLAINT, LATE, NO_SHOW, TOOLS, REFUSAL, WITHDRAWN}
)
# Each of them belongs to an order that was carried out.
OF_AN_ORDER: Final = frozenset({REVIEW, REPEAT, COMPLETED})
# A person looks at them; nothing follows by itself.
ADVERSE: Final = frozenset({COMPLAINT, LATE, NO_SHOW, TOOLS, REFUSAL})
FULL_STARS: Final = 5
# By which rule a case would be opened, unless the inspector chooses another.
PROPOSED: Final = {
    LATE: "N01",
    NO_SHOW: "N02",
    TOOLS: "N03",
    REFUSAL: "N06",
    COMPLAINT: "N07",
}
COMPLAINTS: Final = {
    "attitude": "N05",
    "quality": "N07",
    "charges": "N08",
    "safety": "N09",
    "privacy": "N10",
    "other": "N07",
}
# What a complaint may come to, whatever the platform calls it.
OF_COMPLAINTS: Final = ("N05", "N06", "N07", "N08", "N09", "N10", "N17")
# By which rules a case of each kind may be opened, beside the one that is proposed.
OTHERS: Final = {
    LATE: ("N02",),
    NO_SHOW: ("N01",),
    TOOLS: ("N06", "N09"),
    REFUSAL: ("N02",),
    COMPLAINT: OF_COMPLAINTS,
}
# Deductions for how an order was served, the platform's word or not: no month is without fault then.
AGAINST_A_MONTH: Final = frozenset({*PROPOSED.values(), *COMPLAINTS.values()})

CLEAN_ORDERS: Final = 8
# Older ones belong to months that are settled.
OLDEST: Final = timedelta(days=92)
# A platform's clock may be ahead.
AHEAD: Final = timedelta(minutes=10)
# So near in time, what two platforms tell of one order is one thing.
A_DAY: Final = timedelta(days=1)
LONGEST_TEXT: Final = 500
SLUG: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,15}")
REFERENCE: Final = re.compile(r"[\w.:/#-]{1,40}")
# No number of an order has it, though it may have the "#" of other sources.
AGAIN: Final = "~"
# Seven digits in a row are somebody's number, however they are parted.
NUMBER: Final = re.compile(r"\d(?:[ -]?\d){6,}")


@dataclass(frozen=True, slots=True)
class Told:
    """An event as the platform tells it. `worker`: a mobile number, or its HMAC."""

    platform: str
    external_id: str
    worker: str
    kind: str
    occurred_at: datetime
    stars: int | None = None
    complaint: str = ""
    order: str = ""
    text: str = ""
    # Of a withdrawal: the event that no longer stands.
    withdraws: str = ""


def fault(told: Told, *, now: datetime) -> str:
    """Why it cannot be kept, by what it says alone; "" where nothing is against it."""
    checks = (
        ("bad_platform", not SLUG.fullmatch(told.platform)),
        ("bad_id", not REFERENCE.fullmatch(told.external_id)),
        ("unknown_kind", told.kind not in KINDS),
        ("bad_order", bool(told.order) and not REFERENCE.fullmatch(told.order)),
        ("order_missing", told.kind in OF_AN_ORDER and not told.order),
        ("bad_stars", not _stars_fit(told)),
        ("unknown_complaint", not _complaint_fits(told)),
        ("withdraws_nothing", told.kind == WITHDRAWN and not told.withdraws),
        ("lies_ahead", told.occurred_at > now + AHEAD),
        ("too_old", told.occurred_at < now - OLDEST),
    )
    return next((code for code, is_so in checks if is_so), "")


def _stars_fit(told: Told) -> bool:
    if told.kind != REVIEW:
        return True
    return told.stars is not None and 1 <= told.stars <= FULL_STARS


def _complaint_fits(told: Told) -> bool:
    return told.kind != COMPLAINT or told.complaint in COMPLAINTS


def kept_text(text: str) -> str:
    """Without telephone and card numbers, and no longer than is kept."""
    return NUMBER.sub("***", text.strip())[:LONGEST_TEXT]


def award_for(kind: str, stars: int | None) -> str:
    """The rule that gives points for it by itself, if any."""
    if kind == REPEAT:
        return "S02"
    return "S01" if kind == REVIEW and stars == FULL_STARS else ""


def is_alike(platform: str, other: str) -> bool:
    """One name, joined in another way."""
    return _joined(platform) == _joined(other)


def _joined(platform: str) -> str:
    return platform.replace("-", "").replace("_", "")


def named_again(order: str, time: int) -> str:
    """Under which an order's points enter the ledger once more after they were taken back."""
    return f"{order}{AGAIN}{time}"


def order_of(name: str) -> str:
    """The order itself, however often its points came and went."""
    return name.partition(AGAIN)[0]


def proposed_for(kind: str, complaint: str) -> str:
    """The rule that a deduction would rest on; a person decides whether there is one."""
    return COMPLAINTS.get(complaint, "") or PROPOSED.get(kind, "")


def fitting(kind: str, complaint: str) -> tuple[str, ...]:
    """The rules a deduction for it may rest on, the one to propose first."""
    first = proposed_for(kind, complaint)
    others = (one for one in OTHERS.get(kind, ()) if one != first)
    return (first, *others) if first else ()


@dataclass(frozen=True, slots=True)
class Month:
    """A worker's month: orders carried out, and what was said against her."""

    orders: int
    # Said, and no person has decided it.
    undecided: int
    # A deduction that stands.
    upheld: int


def is_earned(month: Month, *, is_given: bool) -> bool:
    """Nothing is given while something is undecided; given, it goes only with what is upheld."""
    is_clean = month.orders >= CLEAN_ORDERS and not month.upheld
    return is_clean and (is_given or not month.undecided)


def in_order(events: Iterable[Told]) -> list[Told]:
    """As they happened, withdrawals last: what they withdraw is there by then."""
    return sorted(events, key=lambda one: (one.kind == WITHDRAWN, one.occurred_at))
