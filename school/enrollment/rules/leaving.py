"""Until when a place is given back, or changed for another, in time."""

from datetime import datetime, timedelta


def deadline(first_evening: datetime | None, *, hours: int) -> datetime | None:
    """None while no evening is planned: then it is always in time."""
    return first_evening - timedelta(hours=hours) if first_evening else None


def is_in_time(at: datetime, *, first_evening: datetime | None, hours: int) -> bool:
    until = deadline(first_evening, hours=hours)
    return until is None or at <= until
