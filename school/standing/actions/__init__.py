from school.standing.actions.board import leave_board, make_board
from school.standing.actions.cards import lift
from school.standing.actions.listings import (
    Decision,
    check_listing,
    end_listing,
    forget_listing_files,
    record_listing,
)
from school.standing.actions.retraining import (
    book,
    cancel_retraining,
    follow_place,
    order_retraining,
    pass_retraining,
)
from school.standing.actions.reviewing import (
    follow_posting,
    follow_scheme,
    follow_training,
    recompute,
)
from school.standing.actions.year_end import carry_over

__all__ = [
    "Decision",
    "book",
    "cancel_retraining",
    "carry_over",
    "check_listing",
    "end_listing",
    "forget_listing_files",
    "follow_place",
    "follow_posting",
    "follow_scheme",
    "follow_training",
    "leave_board",
    "lift",
    "make_board",
    "order_retraining",
    "pass_retraining",
    "recompute",
    "record_listing",
]
