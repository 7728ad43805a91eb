"""How long training is taken as current, and what a certificate is called then. Pure."""

from collections.abc import Iterable
from datetime import date

from school.assessment.rules.keeping import months_after
from school.certificates.rules import VALID

# Shown only: they follow from the dates, and nobody writes them down.
EXPIRED, RENEWED = "expired", "renewed"


def suggested(day: date, months: int) -> date | None:
    """The day for a refresher, so many months after; none where the course names none."""
    return months_after(day, months) if months else None


def due(first: date | None, renewed_until: Iterable[date]) -> date | None:
    """The day that counts now. Each renewal carries further than what was before it."""
    return max((first, *renewed_until)) if first else None


def state(status: str, *, until: date | None, is_renewed: bool, on: date) -> str:
    """The last day still counts; what does not stand is called by that first."""
    if status != VALID or until is None:
        return status
    if until < on:
        return EXPIRED
    return RENEWED if is_renewed else VALID
