"""What follows from places, from those who wait for them, and from an offer's deadline."""

from school.enrollment.rules.steps import (
    TRANSITIONS,
    Places,
    next_status,
    offer_deadline,
)

__all__ = [
    "TRANSITIONS",
    "Places",
    "next_status",
    "offer_deadline",
]
