"""For which months a payslip is taken, and how long its picture is kept."""

from datetime import date, timedelta
from typing import Final

# Somebody reads each of them.
MOST_WAITING: Final = 6
MONTHS_BACK: Final = 24
# What it says is on record by then; its worker has the paper.
KEPT: Final = timedelta(days=90)


def month_of(first: date) -> tuple[date, date]:
    """Its first and its last day."""
    return first, _next(first) - timedelta(days=1)


def months(on: date) -> list[date]:
    """The first days of the months that are over, the latest first."""
    found, first = [], on.replace(day=1)
    for _turn in range(MONTHS_BACK):
        first = (first - timedelta(days=1)).replace(day=1)
        found.append(first)
    return found


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
