"""Which step leads where, and how long an offer holds."""

from collections.abc import Mapping
from datetime import datetime, timedelta

# verb -> (the statuses it leads from, the status it leads to)
TRANSITIONS: Mapping[str, tuple[frozenset[str], str]] = {
    "offer": (frozenset({"applied", "waitlisted"}), "offered"),
    "accept": (frozenset({"offered"}), "enrolled"),
    "admit": (frozenset({"applied", "offered", "waitlisted"}), "enrolled"),
    "decline": (frozenset({"offered"}), "withdrawn"),
    "expire": (frozenset({"offered"}), "withdrawn"),
    "withdraw": (
        frozenset({"applied", "offered", "waitlisted", "enrolled"}),
        "withdrawn",
    ),
    "defer": (frozenset({"enrolled"}), "withdrawn"),
    "transfer": (frozenset({"enrolled"}), "withdrawn"),
    "release": (
        frozenset({"applied", "offered", "waitlisted", "enrolled"}),
        "withdrawn",
    ),
    "close_waitlist": (frozenset({"applied", "waitlisted"}), "withdrawn"),
    # The course is completed in another class.
    "complete_elsewhere": (
        frozenset({"applied", "offered", "waitlisted"}),
        "withdrawn",
    ),
    # After a retake a trainee who had not completed completes.
    "complete": (frozenset({"enrolled", "not_completed"}), "completed"),
    "mark_not_completed": (frozenset({"enrolled"}), "not_completed"),
}


def next_status(verb: str, status: str) -> str | None:
    """Where `verb` leads from `status`; None where it does not apply."""
    sources, target = TRANSITIONS[verb]
    return target if status in sources else None


def offer_deadline(
    at: datetime, *, hours: int, first_evening: datetime | None
) -> datetime:
    """An offer holds for `hours`, but not beyond the beginning of the first evening."""
    until = at + timedelta(hours=hours)
    if first_evening is not None and at < first_evening < until:
        return first_evening
    return until


def is_frozen(at: datetime, *, hours: int, first_evening: datetime | None) -> bool:
    """Nobody can be called in any more: from `hours` before the first evening on."""
    return first_evening is not None and first_evening - timedelta(hours=hours) <= at
