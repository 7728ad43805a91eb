from django.db.models import Q

from school.lib.personal import WORK, Hers, NotHers, Told

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
