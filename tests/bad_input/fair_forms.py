"""The forms of help in the exam, of time and sittings, and of corrected questions."""

from tests.access.world import World
from tests.bad_input.form import Data, Form, reason


def time(world: World) -> Data:
    return {"minutes": "10", "reason": "停电"}


FAIR = [
    Form(
        "assessment:help",
        "trainee",
        lambda w: {"kinds": ["more_time", "oral"]},
        "school.assessment.actions.ask_help",
    ),
    Form(
        "assessment:oral_check",
        "assistant",
        lambda w: {"agreed": "on"},
        "school.assessment.actions.submit_exam",
    ),
    Form(
        "assessment:give_time",
        "assistant",
        time,
        "school.assessment.actions.give_time",
    ),
    Form(
        "assessment_desk:grant_help",
        "registrar",
        lambda w: {
            "kinds": ["more_time", "oral"],
            "percent": "25",
            "basis": "spoken_with",
        },
        "school.assessment.actions.grant_help",
    ),
    Form(
        "assessment_desk:decline_help",
        "registrar",
        reason,
        "school.assessment.actions.decline_help",
    ),
    Form(
        "assessment_desk:revoke_help",
        "registrar",
        reason,
        "school.assessment.actions.revoke_help",
    ),
    Form(
        "assessment_desk:allow_sitting",
        "registrar",
        reason,
        "school.assessment.actions.allow_sitting",
        # A sitting is under way.
        is_taken=False,
    ),
    Form(
        "assessment_desk:settle_strays",
        "registrar",
        reason,
        "school.assessment.actions.settle_strays",
    ),
    Form(
        "assessment_desk:count_late",
        "registrar",
        reason,
        "school.assessment.actions.count_late_answers",
        # Nothing has come too late.
        is_taken=False,
    ),
    Form(
        "assessment_desk:decline_late",
        "registrar",
        reason,
        "school.assessment.actions.decline_late_answers",
        is_taken=False,
    ),
    Form(
        "assessment_desk:give_time",
        "registrar",
        time,
        "school.assessment.actions.give_time",
    ),
    Form(
        "assessment_desk:give_time_to_class",
        "registrar",
        time,
        "school.assessment.actions.give_time_to_class",
    ),
    Form(
        "assessment_desk:correct",
        "registrar",
        lambda w: {"kind": "new_key", "answer": "A", "reason": "教材改版"},
        "school.assessment.actions.correct_question",
        # A correction of it waits already.
        is_taken=False,
    ),
    Form(
        "assessment_desk:reject_correction",
        "registrar",
        reason,
        "school.assessment.actions.reject_correction",
    ),
]
