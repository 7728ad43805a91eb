"""What follows from places, from those who wait for them, and from an offer's deadline."""

from school.enrollment.rules.line import (
    PROMISED,
    Position,
    Waiting,
    in_order,
    position_of,
)
from school.enrollment.rules.pools import GENERAL, Places, Pool, Reserve, is_open
from school.enrollment.rules.steps import (
    TRANSITIONS,
    is_frozen,
    next_status,
    offer_deadline,
)

__all__ = [
    "GENERAL",
    "PROMISED",
    "TRANSITIONS",
    "Places",
    "Pool",
    "Position",
    "Reserve",
    "Waiting",
    "in_order",
    "is_frozen",
    "is_open",
    "next_status",
    "offer_deadline",
    "position_of",
]
