"""Until when training counts as in date. Pure."""

from datetime import date

from school.assessment.rules.keeping import months_after

# The authority reviews a card once a year, and asks for training of that year.
MONTHS = 12


def good_through(trained: date, *, suggested: date | None) -> date:
    """The last day for which a training counts: where its course suggests a refresher, until then."""
    return suggested or months_after(trained, MONTHS)


def is_in_date(last_day: date | None, *, on: date) -> bool:
    return last_day is not None and on <= last_day
