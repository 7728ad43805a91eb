"""Until when a result may be appealed."""

from datetime import date, timedelta


def last_day(out_on: date, *, days: int) -> date | None:
    """So many days after it came out, that day included; with none there is no appeal."""
    return out_on + timedelta(days=days) if days else None
