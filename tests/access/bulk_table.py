"""Who may do what to several ticked rows of a desk list."""

from tests.access.desk_table import CHANGE_QUESTION, REGISTRAR, REVOKERS, named
from tests.access.rows import Row, of

# App, model and verb, and a row to tick.
BULK: dict[tuple[str, str, str], Row] = {
    ("assessment", "question", "approve"): Row(CHANGE_QUESTION, of("question.pk")),
    ("assessment", "question", "submit"): Row(CHANGE_QUESTION, of("question.pk")),
    ("assessment", "question", "in_use"): Row(CHANGE_QUESTION, of("question.pk")),
    ("assessment", "question", "out_of_use"): Row(CHANGE_QUESTION, of("question.pk")),
    ("certificates", "certificate", "reinstate"): Row(REVOKERS, of("certificate.pk")),
    ("certificates", "certificate", "revoke"): Row(REVOKERS, of("certificate.pk")),
    ("certificates", "certificate", "suspend"): Row(REVOKERS, of("certificate.pk")),
    ("courses", "cohort", "announce"): Row(REGISTRAR, of("open_cohort.pk")),
    ("courses", "cohort", "open_enrollment"): Row(REGISTRAR, of("open_cohort.pk")),
    ("courses", "session", "cancel"): Row(REGISTRAR, of("session.pk")),
    ("courses", "session", "replace_teacher"): Row(REGISTRAR, of("session.pk")),
    ("enrollment", "enrollment", "admit"): Row(REGISTRAR, of("offer.pk")),
    ("enrollment", "enrollment", "withdraw"): Row(REGISTRAR, of("enrollment.pk")),
    ("notices", "delivery", "resend"): Row(REGISTRAR, of("delivery.pk")),
    ("people", "person", "award"): Row(named("points_officer"), of("person.pk")),
    ("points", "posting", "reverse"): Row(named("points_officer"), of("posting.pk")),
}
