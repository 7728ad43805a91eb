"""Who may open what of exams, practicals, appeals and contests."""

from typing import Any

from tests.access.rows import (
    CLASS_STAFF,
    EVERYONE,
    NURSES,
    OWNER,
    READERS,
    SIGNED_IN,
    Row,
    of,
)
from tests.access.world import World

# Those with the right to mark.
EXAMINERS = frozenset(
    {"instructor", "other_instructor", "examiner", "other_examiner", "superuser"}
)
INVIGILATOR = frozenset({"assistant"})
# Each for her own sheets: which ones is tested in test_phone_marks.py.
MARKERS = frozenset(
    {"examiner", "other_examiner", "instructor", "other_instructor", "superuser"}
)
# The result is not out: the trainee waits.
PINNED = frozenset({"examiner", "registrar", "superuser"})


def _practised(world: World) -> list[Any]:
    return [world.enrollment.code, "mixed", world.practised.code]


ASSESSMENT: dict[str, Row] = {
    "assessment:exam": Row(OWNER, of("enrollment.code")),
    "assessment:start": Row(OWNER, of("enrollment.code"), True),
    "assessment:help": Row(OWNER, of("enrollment.code")),
    "assessment:attempt": Row(OWNER, of("attempt.code")),
    "assessment:picture": Row(
        OWNER | READERS | NURSES | {"assistant", "editor"}, of("question.picture.code")
    ),
    "assessment:reviews": Row(NURSES | {"registrar", "superuser"}),
    "assessment:review_question": Row(
        NURSES | {"registrar", "superuser"}, lambda w: [*w.question.place]
    ),
    "assessment:approve_question": Row(
        NURSES | {"registrar", "superuser"}, lambda w: [*w.question.place], True
    ),
    "assessment:send_back_question": Row(
        NURSES | {"registrar", "superuser"}, lambda w: [*w.question.place], True
    ),
    "assessment:question": Row(OWNER, lambda w: [w.attempt.code, 1]),
    "assessment:sit": Row(OWNER, of("attempt.code")),
    "assessment:answers": Row(OWNER, of("attempt.code"), True),
    "assessment:continue_here": Row(OWNER, of("attempt.code"), True),
    "assessment:worker": Row(EVERYONE),
    "assessment:check": Row(OWNER, of("attempt.code")),
    "assessment:submit": Row(OWNER, of("attempt.code"), True),
    "assessment:oral": Row(SIGNED_IN),
    "assessment:oral_begin": Row(CLASS_STAFF, of("oral.attempt.enrollment.code"), True),
    "assessment:oral_sitting": Row(INVIGILATOR, of("oral.attempt.code")),
    "assessment:oral_question": Row(INVIGILATOR, lambda w: [w.oral.attempt.code, 1]),
    "assessment:oral_check": Row(INVIGILATOR, of("oral.attempt.code")),
    "assessment:give_time": Row(CLASS_STAFF, of("oral.attempt.code")),
    "assessment:practice": Row(OWNER, of("enrollment.code")),
    "assessment:practise_on": Row(OWNER, lambda w: [w.enrollment.code, "mixed"]),
    "assessment:practise": Row(OWNER, _practised),
    "assessment:explained": Row(OWNER, _practised),
    "assessment:day": Row(OWNER, of("enrollment.code")),
    "assessment:my_markings": Row(SIGNED_IN),
    "assessment:agreement": Row(READERS),
    "assessment:agreement_xlsx": Row(READERS),
    "assessment:ties": Row(EXAMINERS),
    "assessment:decline": Row(frozenset({"examiner"}), of("marking.code")),
    "assessment:marking": Row(frozenset({"examiner"}), of("marking.code")),
    "assessment:moderate": Row(frozenset({"other_examiner"}), of("moderation.code")),
    "assessment:begin": Row(frozenset({"examiner"}), of("marking.code"), True),
    "assessment:send_marks": Row(MARKERS, post=True),
    "assessment:marking_worker": Row(EVERYONE),
    "assessment:marking_manifest": Row(EVERYONE),
    "assessment:submit_marking": Row(frozenset({"examiner"}), of("marking.code"), True),
    "assessment:pin_proof": Row(
        frozenset({"examiner"}),
        of("marking.code"),
        True,
        lambda w: {"item": w.proof.item.code},
    ),
    "assessment:proof": Row(PINNED, of("proof.code")),
    "assessment:proof_file": Row(PINNED, of("proof.code")),
    "assessment:proof_thumb": Row(PINNED, of("proof.code")),
    "assessment:remove_proof": Row(frozenset({"examiner"}), of("proof.code"), True),
    "assessment:contests": Row(EVERYONE),
    "assessment:contest": Row(EVERYONE, of("contests.published.code")),
    "assessment:my_contests": Row(SIGNED_IN),
    "assessment:show_name": Row(OWNER, of("contests.contestant.code"), True),
    "assessment:judging": Row(SIGNED_IN),
    "assessment:judge_sheet": Row(
        frozenset({"examiner"}), of("contests.judge_sheet.code")
    ),
    "assessment:submit_judging": Row(
        frozenset({"examiner"}), of("contests.judge_sheet.code"), True
    ),
    "assessment:result": Row(OWNER | READERS, of("enrollment.code")),
    "assessment:own_skills": Row(SIGNED_IN),
    "assessment:skills": Row(OWNER | READERS, of("person.code")),
    "assessment:skills_pdf": Row(OWNER | READERS, of("person.code")),
    "assessment:appeal": Row(OWNER, of("appeal.result.enrollment.code")),
    "assessment:withdraw_appeal": Row(OWNER, of("appeal.code"), True),
    "assessment:hearing": Row(frozenset({"examiner"}), of("appeal.code")),
}
