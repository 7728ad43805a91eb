"""Complaints turned into teaching: who reads, who writes."""

from tests.access.rows import OWNER, SIGNED_IN, Row, named, of

FEEDBACK: dict[str, Row] = {
    "feedback:mine": Row(SIGNED_IN),
    "feedback:note": Row(OWNER, of("feedback.note.code")),
    "feedback:read": Row(OWNER, of("feedback.note.code"), True),
    "feedback:practise": Row(OWNER, of("feedback.note.code"), True),
}
WRITERS = named("points_officer registrar")
FEEDBACK_VIEW = {
    "coachingnote": WRITERS | {"auditor"},
    "complaintkind": WRITERS | {"auditor", "editor"},
}
FEEDBACK_SCREENS = {
    "feedback_desk:waiting": Row(WRITERS),
    "feedback_desk:write": Row(WRITERS, of("person.code")),
    "feedback_desk:write_for_case": Row(WRITERS, of("feedback.waiting.code")),
    "feedback_desk:kind": Row(named("editor registrar"), of("feedback.kind.code")),
}
