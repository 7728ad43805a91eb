from school.lib.personal import LEDGER, After, Cleared, Gone, Hers, Kept, Told

HELD: dict[str, Told] = {
    "enrollment.PriorCertificate": Hers("person"),
    "enrollment.Hold": Hers("person"),
    "enrollment.Shift": Hers("person"),
    "enrollment.Enrollment": Hers("person"),
    "enrollment.Invitation": Hers(("worker", "enrollment__person")),
    "enrollment.Promise": Hers("deferred__person"),
}
AFTER: dict[str, After] = {
    "enrollment.PriorCertificate": Gone(),
    "enrollment.Hold": Cleared({"reason": ""}, LEDGER),
    "enrollment.Shift": Gone(),
    "enrollment.Enrollment": Cleared({"quota_reason": "", "merits": {}}, LEDGER),
    "enrollment.Invitation": Gone(),
    "enrollment.Promise": Kept(LEDGER),
}
