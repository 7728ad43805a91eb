"""The forms of help in the exam, of time and sittings, corrected questions and appeals."""

from school.assessment.models import Appeal
from tests.access.world import World
from tests.bad_input.form import Data, Form, reason


def time(world: World) -> Data:
    return {"minutes": "10", "reason": "停电"}


def unappealed(world: World) -> list[str]:
    """The enrolment whose appeal is taken back: she may make another."""
    Appeal.objects.filter(pk=world.appeal.pk).update(status=Appeal.Status.WITHDRAWN)
    return [world.appeal.result.enrollment.code]


FAIR = [
    Form(
        "assessment:appeal",
        "trainee",
        lambda w: {"stations": ["EC-S01"], "words": "我洗了手。"},
        "school.assessment.actions.lodge_appeal",
        values=unappealed,
    ),
    Form(
        "assessment:hearing",
        "examiner",
        lambda w: {"step-EC-S01-I01": "30", "words": "照片上看得见。"},
        "school.assessment.actions.hear_appeal",
    ),
    Form(
        "assessment_desk:give_appeal",
        "registrar",
        lambda w: {"examiner": w.people["other_examiner"].pk},
        "school.assessment.actions.give_appeal",
    ),
    Form(
        "assessment_desk:reopen_appeal",
        "registrar",
        reason,
        "school.assessment.actions.reopen_appeal",
        # It waits to be heard for the first time.
        is_taken=False,
    ),
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
