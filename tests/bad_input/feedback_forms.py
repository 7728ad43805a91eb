"""The forms of suggestions: written, and what they are made from."""

from school.feedback.surveys.rules import QUESTIONS
from tests.access.world import World
from tests.bad_input.form import Data, Form, day


def note(world: World) -> Data:
    return {
        "kind": world.feedback.kind.pk,
        "occurred_on": day(-2),
        "happened": "晚到半小时。",
        "advice": "先打电话。",
    }


def kind(world: World) -> Data:
    return {
        "title_zh": "来晚了",
        "title_en": "Late",
        "standard": world.feedback.kind.standard_id,
        "advice_zh": "早点出门。",
        "advice_en": "Leave early.",
        "lesson_codes": [world.lesson.code],
        "rule_code": "N01",
    }


TAPPED = {**dict.fromkeys(QUESTIONS, "4"), "words": "实操再多两晚就好", "send": "1"}
FEEDBACK_FORMS = [
    *(
        Form(
            name,
            who,
            lambda world: {**TAPPED},
            "school.feedback.surveys.actions.answer",
        )
        for name, who in (
            ("feedback:survey", "trainee"),
            ("feedback:survey_by_link", "anonymous"),
        )
    ),
    Form(
        "feedback_desk:write",
        "registrar",
        note,
        "school.feedback.actions.write_note",
    ),
    Form(
        "feedback_desk:write_for_case",
        "points_officer",
        note,
        "school.feedback.actions.write_note",
    ),
    Form(
        "feedback_desk:look",
        "editor",
        lambda w: {"words": "加一段实拍。"},
        "school.feedback.actions.look_at",
    ),
    Form("feedback_desk:kind", "editor", kind, "school.feedback.actions.change_kind"),
]
