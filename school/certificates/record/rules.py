"""Until when training counts as in date. Pure."""

from collections.abc import Iterable
from datetime import date

from school.assessment.rules.keeping import months_after

# The authority reviews a card once a year, and asks for training of that year.
MONTHS = 12


def good_through(trained: Iterable[date]) -> date | None:
    """The last day for which the newest training counts; None without any."""
    newest = max(trained, default=None)
    return None if newest is None else months_after(newest, MONTHS)


def is_in_date(last_day: date | None, *, on: date) -> bool:
    return last_day is not None and on <= last_day
