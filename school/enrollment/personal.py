from school.lib.personal import LEDGER, After, Cleared, Gone, Hers, Kept, Told
from school.lib.story import Chapter, Subject

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
STORY = {
    "enrollment": Chapter(
        Subject.LEARNING,
        "enrollment.view_enrollment",
        things={
            "enrollment.Enrollment": "enrollment.view_enrollment",
            "enrollment.Invitation": "enrollment.view_invitation",
        },
        verbs={
            "enrollment.place_hold": "enrollment.view_hold",
            "enrollment.lift_hold": "enrollment.view_hold",
            "enrollment.record_prior_certificate": "enrollment.view_priorcertificate",
        },
    )
}
