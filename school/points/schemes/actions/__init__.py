"""What may be done with a version of the scheme: written, handed on, approved, put in force."""

from school.points.schemes.actions.deciding import (
    approve_scheme,
    drop_scheme,
    enact_scheme,
    refuse_scheme,
)
from school.points.schemes.actions.drafting import (
    draft_scheme,
    propose_scheme,
    withdraw_scheme,
    write_reward,
    write_rule,
    write_tiers,
)

__all__ = [
    "approve_scheme",
    "draft_scheme",
    "drop_scheme",
    "enact_scheme",
    "propose_scheme",
    "refuse_scheme",
    "withdraw_scheme",
    "write_reward",
    "write_rule",
    "write_tiers",
]
