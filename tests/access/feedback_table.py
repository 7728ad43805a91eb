"""Complaints turned into teaching: who reads, who writes."""

from tests.access.rows import EVERYONE, OWNER, SIGNED_IN, Row, named, of

FEEDBACK: dict[str, Row] = {
    "feedback:mine": Row(SIGNED_IN),
    "feedback:note": Row(OWNER, of("feedback.note.code")),
    "feedback:read": Row(OWNER, of("feedback.note.code"), True),
    "feedback:practise": Row(OWNER, of("feedback.note.code"), True),
    "feedback:survey": Row(OWNER, of("feedback.call.code")),
    "feedback:survey_by_link": Row(EVERYONE, of("feedback.key")),
    # Who taught in it, and nobody else for being who they are.
    "feedback:survey_of_class": Row(
        frozenset({"instructor", "assistant"}), of("cohort.code")
    ),
}
# They list nothing of which there can be more.
SURVEYS = {name for name in FEEDBACK if name.startswith("feedback:survey")}
WRITERS = named("points_officer registrar")
FEEDBACK_VIEW = {
    "coachingnote": WRITERS | {"auditor"},
    "complaintkind": WRITERS | {"auditor", "editor"},
    "servicefigure": named("auditor outcomes_officer registrar"),
}
COUNTERS = named("auditor editor outcomes_officer registrar")
IMPORTERS = named("outcomes_officer registrar")
_edition = of("edition.course.code", "edition.version")
FEEDBACK_SCREENS = {
    "feedback_desk:waiting": Row(WRITERS),
    "feedback_desk:write": Row(WRITERS, of("person.code")),
    "feedback_desk:write_for_case": Row(WRITERS, of("feedback.waiting.code")),
    "feedback_desk:kind": Row(named("editor registrar"), of("feedback.kind.code")),
    "feedback_desk:editions": Row(COUNTERS),
    "feedback_desk:counts": Row(COUNTERS, _edition),
    "feedback_desk:counts_xlsx": Row(COUNTERS, _edition),
    "feedback_desk:look": Row(
        named("editor registrar"),
        of("edition.course.code", "edition.version", "lesson.code"),
    ),
    "feedback_desk:figures": Row(FEEDBACK_VIEW["servicefigure"]),
    "feedback_desk:import_figures": Row(IMPORTERS),
    "feedback_desk:figures_xlsx": Row(IMPORTERS),
    "feedback_desk:compared": Row(FEEDBACK_VIEW["servicefigure"], of("cohort.code")),
}
