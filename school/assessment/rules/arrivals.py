"""Which answers count, by when they were given and when they came."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Fate(Enum):
    COUNTS = "counts"
    # In time, but the paper was closed when it came: kept, and counted if someone decides so.
    LATE = "late"
    AFTER_TIME = "after_time"
    AFTER_HAND_IN = "after_hand_in"
    # Given on a phone after she had gone on at another.
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Sitting:
    started_at: datetime
    # The last moment at which an answer is taken, what is on its way included.
    closes_at: datetime
    handed_in_at: datetime | None
    # On another device than the answer's since then.
    moved_at: datetime | None = None


def held(
    given_at: datetime, *, started_at: datetime, received_at: datetime
) -> datetime:
    """A phone's clock may be wrong, but nothing is given before it began or after it came."""
    return max(started_at, min(given_at, received_at))


def fate(sitting: Sitting, *, given_at: datetime, received_at: datetime) -> Fate:
    if sitting.handed_in_at is not None:
        if given_at <= sitting.handed_in_at:
            return Fate.LATE
        is_over = given_at > sitting.closes_at
        return Fate.AFTER_TIME if is_over else Fate.AFTER_HAND_IN
    if given_at > sitting.closes_at:
        return Fate.AFTER_TIME
    if received_at > sitting.closes_at:
        return Fate.LATE
    if sitting.moved_at is not None and given_at > sitting.moved_at:
        return Fate.ELSEWHERE
    return Fate.COUNTS
