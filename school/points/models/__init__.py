from school.points.cases.models import Case, CaseProof, Step
from school.points.deeds.models import Deed
from school.points.models.expiry import ExpiryWarning
from school.points.models.ledger import Entry, Posting
from school.points.models.reward import Reward
from school.points.models.rule import Rule, Tier
from school.points.requests.models import AwardRequest
from school.points.schemes.models import Scheme
from school.points.shop.models import (
    Partner,
    PriorityRight,
    Redemption,
    StockMovement,
    Voucher,
)

__all__ = [
    "AwardRequest",
    "Case",
    "CaseProof",
    "Deed",
    "Entry",
    "ExpiryWarning",
    "Partner",
    "Posting",
    "PriorityRight",
    "Redemption",
    "Reward",
    "Rule",
    "Scheme",
    "Step",
    "StockMovement",
    "Tier",
    "Voucher",
]
