from django.db.models import Q

from school.lib.personal import (
    MONEY,
    PROCESS,
    WORK,
    After,
    Cleared,
    Hers,
    Kept,
    NotHers,
    Told,
)
from school.lib.story import Chapter, Subject

HELD: dict[str, Told] = {
    "points.Case": Hers("person", when=Q(notified_at__isnull=False)),
    "points.Step": Hers("case__person", when=Q(case__notified_at__isnull=False)),
    # What others handed in may show others.
    "points.CaseProof": Hers(
        "case__person",
        files=("file",),
        files_if="is_workers",
        when=Q(case__notified_at__isnull=False),
    ),
    "points.Posting": Hers("person"),
    "points.Entry": Hers("person"),
    "points.Deed": Hers("person"),
    "points.ExpiryWarning": Hers("person"),
    "points.AwardRequest": Hers("person"),
    "points.Scheme": WORK,
    "points.Redemption": Hers("person"),
    "points.StockMovement": NotHers("the stock of a reward; what she took is told"),
    "points.Voucher": Hers("redemption__person"),
    "points.PriorityRight": Hers("redemption__person"),
}
AFTER: dict[str, After] = {
    "points.Case": Cleared({"facts": ""}, PROCESS),
    "points.Step": Kept(PROCESS),
    "points.CaseProof": Cleared({"file": ""}, PROCESS),
    "points.Posting": Kept(MONEY),
    "points.Entry": Kept(MONEY),
    "points.Deed": Cleared({"facts": "", "file": ""}, MONEY),
    "points.ExpiryWarning": Kept(MONEY),
    "points.AwardRequest": Cleared({"reason": "", "answer": ""}, MONEY),
    "points.Redemption": Cleared({"reason": ""}, MONEY),
    "points.Voucher": Kept(MONEY),
    "points.PriorityRight": Kept(MONEY),
}
STORY = {
    "points": Chapter(
        Subject.POINTS,
        "points.view_posting",
        things={
            "points.Case": "points.view_case",
            "points.Posting": "points.view_posting",
            "points.Deed": "points.view_deed",
            "points.AwardRequest": "points.view_awardrequest",
            "points.Redemption": "points.view_redemption",
        },
    )
}
