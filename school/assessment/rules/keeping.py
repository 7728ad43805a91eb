"""Which stations of a practical that was not passed a retake keeps."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Taken:
    """A station as it came out, on the day its result was let out."""

    points: Decimal
    has_critical: bool
    # None where no result is out yet.
    out_on: date | None


@dataclass(frozen=True, slots=True)
class Keeping:
    """What the edition says; with no months, a retake takes everything again."""

    pass_points: int
    months: int

    def passed(self, taken: Taken) -> bool:
        """By itself: the points that pass a practical, and no critical fail of any kind."""
        return not taken.has_critical and taken.points >= self.pass_points

    def until(self, taken: Taken) -> date | None:
        """The last day on which a retake keeps it; None: it is taken again."""
        if not self.months or taken.out_on is None or not self.passed(taken):
            return None
        return months_after(taken.out_on, self.months)

    def keeps(self, taken: Taken, *, on: date) -> bool:
        until = self.until(taken)
        return until is not None and on <= until


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
