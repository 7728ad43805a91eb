"""What follows from who was there and when. Minutes, never clock hours: 45 minutes make one credit hour."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

PERIOD = timedelta(minutes=45)
# Who misses more than this of a period is not credited with it.
LAST_MINUTES = timedelta(minutes=10)
TOLERANCE = timedelta(minutes=15)

ARRIVED, LEFT, ABSENT, EXCUSED = "arrived", "left", "absent", "excused"


@dataclass(frozen=True, slots=True)
class Seen:
    """One observation, in the order in which the school was told."""

    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Presence:
    """Where the observations of an evening have led to."""

    arrived: datetime | None = None
    left: datetime | None = None
    absence: str = ""

    @property
    def state(self) -> str:
        """`unknown`, `present` (departure not noted yet), `left`, `absent` or `excused`."""
        if self.absence:
            return self.absence
        if self.arrived is None:
            return "unknown"
        return "left" if self.left else "present"


def fold(observations: Iterable[Seen]) -> Presence:
    """The latest of each kind counts; an absence undoes an arrival, an arrival an absence."""
    presence = Presence()
    for seen in observations:
        if seen.kind == ARRIVED:
            keeps = presence.left if presence.left and presence.left > seen.at else None
            presence = Presence(arrived=seen.at, left=keeps)
        elif seen.kind == LEFT:
            presence = Presence(arrived=presence.arrived, left=seen.at)
        else:
            presence = Presence(absence=seen.kind)
    return presence


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
    """Whole periods attended, in minutes. Nothing before both arrival and departure are known."""
    if presence.arrived is None or presence.left is None:
        return 0
    minutes = 0
    for begin, end in evening:
        missed = max(presence.arrived - begin, timedelta()) + max(
            end - presence.left, timedelta()
        )
        if missed <= TOLERANCE:
            minutes += 45
    return minutes


def leaves_early(now: datetime, ends_at: datetime) -> bool:
    """Whether the class would lose by leaving now."""
    return now < ends_at - LAST_MINUTES


def minutes_required(scheduled: int, percent: int) -> int:
    """Rounded up: a minute short is short."""
    return -(-scheduled * percent // 100)


def noted_at(now: datetime, starts_at: datetime, ends_at: datetime) -> datetime:
    """The time a tap stands for: now, but never outside the evening."""
    return min(max(now, starts_at), ends_at)
