"""What follows from seats taken, people waiting and an offer's deadline."""

from collections.abc import Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one class: how many there are, are taken, are waited for."""

    seats: int
    taken: int = 0
    waiting: int = 0

    @property
    def free(self) -> int:
        return max(self.seats - self.taken, 0)

    @property
    def left(self) -> int:
        """Places for somebody new: those who wait come first."""
        return max(self.free - self.waiting, 0)

    @property
    def offers_due(self) -> int:
        """How many of those who wait can be offered a place now."""
        return min(self.free, self.waiting)


def offer_deadline(
    at: datetime, *, hours: int, first_evening: datetime | None
) -> datetime:
    """An offer holds for `hours`, but not beyond the beginning of the first evening."""
    until = at + timedelta(hours=hours)
    if first_evening is not None and at < first_evening < until:
        return first_evening
    return until
