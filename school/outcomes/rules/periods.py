"""Over what a report is: up to the end of a month or of a year."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Span(StrEnum):
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Period:
    span: Span
    start: date

    @property
    def end(self) -> date:
        """Its last day."""
        return self.next.start - timedelta(days=1)

    @property
    def next(self) -> "Period":
        if self.span == Span.YEAR or self.start.month == 12:
            return Period(self.span, date(self.start.year + 1, 1, 1))
        return Period(self.span, self.start.replace(month=self.start.month + 1))


def last_over(span: Span, *, on: date) -> Period:
    """The last one that is over on a day."""
    if span == Span.YEAR:
        return Period(span, date(on.year - 1, 1, 1))
    before = on.replace(day=1) - timedelta(days=1)
    return Period(span, before.replace(day=1))
