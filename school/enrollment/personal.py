from school.lib.personal import Hers, Told

HELD: dict[str, Told] = {
    "enrollment.PriorCertificate": Hers("person"),
    "enrollment.Hold": Hers("person"),
    "enrollment.Shift": Hers("person"),
    "enrollment.Enrollment": Hers("person"),
    "enrollment.Invitation": Hers(("worker", "enrollment__person")),
    "enrollment.Promise": Hers("deferred__person"),
}
