"""What may be done with points. The ledger is only ever appended to."""

from school.points.actions.awarding import award
from school.points.actions.awarding_many import Award, award_many
from school.points.actions.deducting import deduct
from school.points.actions.proposing import (
    confirm_award,
    propose_award,
    refuse_award,
    withdraw_award,
)
from school.points.actions.reversing import reverse
from school.points.actions.spending import collect, hold, release
from school.points.actions.turning import carry_over, expire
from school.points.actions.warning import warn_of_expiry

__all__ = [
    "Award",
    "award",
    "award_many",
    "carry_over",
    "collect",
    "confirm_award",
    "deduct",
    "expire",
    "hold",
    "propose_award",
    "refuse_award",
    "release",
    "reverse",
    "warn_of_expiry",
    "withdraw_award",
]
