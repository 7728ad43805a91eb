"""What follows from who was there and when. Minutes, never clock hours: 45 minutes make one credit hour."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

PERIOD = timedelta(minutes=45)
# Who misses more than this of a period is not credited with it.
LAST_MINUTES = timedelta(minutes=10)
TOLERANCE = timedelta(minutes=15)

ARRIVED, LEFT, ABSENT, EXCUSED = "arrived", "left", "absent", "excused"
# The staff compared the face with the photo, and it was somebody else's.
NOT_SELF = "not_self"
Stay = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Seen:
    """One observation, in the order in which it was made."""

    kind: str
    at: datetime
    # By a code: it says that somebody passed the door, and takes nothing back.
    is_scan: bool = False
    # By name, on the phone at the door: that takes nothing back either.
    is_tap: bool = False


@dataclass(frozen=True, slots=True)
class Presence:
    """Where the observations of an evening have led to."""

    arrived: datetime | None = None
    left: datetime | None = None
    absence: str = ""
    # Stays before this one, of who went out and came back.
    earlier: tuple[Stay, ...] = ()

    @property
    def state(self) -> str:
        """`unknown`, `present` (departure not noted yet), `left`, `absent` or `excused`."""
        if self.absence:
            return self.absence
        if self.arrived is None:
            return "unknown"
        return "left" if self.left else "present"

    @property
    def stays(self) -> tuple[Stay, ...]:
        """From when to when she was there, as far as both ends are known."""
        if self.arrived is None or self.left is None:
            return self.earlier
        return (*self.earlier, (self.arrived, self.left))

    @property
    def arrivals(self) -> list[datetime]:
        """Of every stay, so that a paper with times explains its hours."""
        last = [self.arrived] if self.arrived else []
        return [arrived for arrived, _left in self.earlier] + last

    @property
    def departures(self) -> list[datetime]:
        last = [self.left] if self.left else []
        return [left for _arrived, left in self.earlier] + last


def fold(observations: Iterable[Seen]) -> Presence:
    """The latest of each kind counts; an absence undoes an arrival, an arrival an absence.

    A code scanned again corrects nothing: the first sign-in counts, and one after
    a departure begins another stay.
    """
    presence = Presence()
    for seen in observations:
        if seen.kind == ARRIVED:
            presence = _arrive(presence, seen)
        elif seen.kind == LEFT:
            if presence.arrived is None or seen.at >= presence.arrived:
                presence = replace(presence, left=seen.at)
        elif seen.kind in (ABSENT, EXCUSED):
            presence = Presence(absence=seen.kind)
    return presence


def _arrive(presence: Presence, seen: Seen) -> Presence:
    arrived, left = presence.arrived, presence.left
    is_passage = seen.is_scan or seen.is_tap
    if not is_passage or arrived is None:
        keeps = left if left and left > seen.at else None
        return Presence(arrived=seen.at, left=keeps)
    if left is None or seen.at <= left:
        return presence
    return Presence(arrived=seen.at, earlier=presence.stays)


def contradiction(observations: Iterable[Seen]) -> str:
    """What of an evening does not go together: `not_self`, `absent_but_scanned`, or nothing."""
    known = list(observations)
    if any(seen.kind == NOT_SELF for seen in known):
        return NOT_SELF
    scanned = any(seen.is_scan and seen.kind == ARRIVED for seen in known)
    return "absent_but_scanned" if scanned and fold(known).absence else ""


def periods(
    starts_at: datetime, ends_at: datetime, taught_minutes: int
) -> Sequence[tuple[datetime, datetime]]:
    """The evening cut into 45-minute periods; what is left over lies between them as breaks."""
    count = taught_minutes // 45
    if count == 0:
        return ()
    spare = (ends_at - starts_at) - count * PERIOD
    pause = spare / (count - 1) if count > 1 and spare > timedelta() else timedelta()
    begins = [starts_at + number * (PERIOD + pause) for number in range(count)]
    return [(begin, begin + PERIOD) for begin in begins]


def credited_minutes(
    presence: Presence, evening: Sequence[tuple[datetime, datetime]]
) -> int:
    """Whole periods attended, in minutes. No stay counts before both its ends are known."""
    minutes = 0
    for begin, end in evening:
        there = sum(
            (
                max(min(end, left) - max(begin, arrived), timedelta())
                for arrived, left in presence.stays
            ),
            timedelta(),
        )
        if end - begin - there <= TOLERANCE:
            minutes += 45
    return minutes


def leaves_early(now: datetime, ends_at: datetime) -> bool:
    """Whether the class would lose by leaving now."""
    return now < ends_at - LAST_MINUTES


def once(minutes_by_session: Mapping[int, int]) -> int:
    """What one evening of the plan counts, held more than once: the best attended time."""
    return max(minutes_by_session.values(), default=0)


def best_of(classes: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """What each evening counts for somebody who was in one class after another."""
    evenings = {evening for minutes in classes for evening in minutes}
    return {
        evening: max(minutes.get(evening, 0) for minutes in classes)
        for evening in evenings
    }


@dataclass(frozen=True, slots=True)
class Beside:
    """Minutes that count beside those of the evenings, and so many that may be added yet."""

    counted: int = 0
    to_come: int = 0


def minutes_required(scheduled: int, percent: int) -> int:
    """Rounded up: a minute short is short."""
    return -(-scheduled * percent // 100)


def noted_at(now: datetime, starts_at: datetime, ends_at: datetime) -> datetime:
    """The time a tap stands for: now, but never outside the evening."""
    return min(max(now, starts_at), ends_at)


# A phone's clock may be this far from ours, and its code is as good as new …
FRESH = timedelta(seconds=90)
# … or this far, if the face was compared with the photo; the evidence is then weaker.
CLOCK_OFF = timedelta(minutes=6)


def freshness(made_at: datetime, scanned_at: datetime) -> str:
    """`fresh`, `clock_off` or `expired`: how a code's own time stands to that of its scan."""
    apart = abs(scanned_at - made_at)
    if apart <= FRESH:
        return "fresh"
    return "clock_off" if apart <= CLOCK_OFF else "expired"


def corrected(
    device_at: datetime, sent_at: datetime, received_at: datetime
) -> datetime:
    """When it was by our clock, told by a phone that also says what its clock shows now.

    By whole minutes: the way through the network takes seconds, and the same scan
    sent twice is to have the same time.
    """
    minutes = round((received_at - sent_at) / timedelta(minutes=1))
    return min(device_at + timedelta(minutes=minutes), received_at)


WEAK, FAIR, STRONG = 1, 2, 3


def evidence(
    *,
    method: str,
    face_compared: bool = False,
    clock_off: bool = False,
    late: bool = False,
) -> int:
    """How much an observation proves: 3 code and face, 2 seen by one side, 1 told afterwards."""
    if method == "paper" or clock_off or late:
        return WEAK
    return STRONG if method == "code" and face_compared else FAIR
