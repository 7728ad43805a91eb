"""What follows from the points scheme and from the lines of the ledger. Pure."""

from school.points.rules.accounts import (
    HIGHEST_SCORE,
    INITIAL_SCORE,
    LOWEST_SCORE,
    Accounts,
    held_score,
)
from school.points.rules.scheme import (
    RECOVERY,
    SOURCE_OF_PERIOD,
    Cap,
    Grant,
    below_ceiling,
    deduction,
    grant,
    period_of,
)
from school.points.rules.tiers import Band, band_of, next_band

__all__ = [
    "HIGHEST_SCORE",
    "INITIAL_SCORE",
    "LOWEST_SCORE",
    "RECOVERY",
    "SOURCE_OF_PERIOD",
    "Accounts",
    "Band",
    "Cap",
    "Grant",
    "band_of",
    "below_ceiling",
    "deduction",
    "grant",
    "held_score",
    "next_band",
    "period_of",
]
