"""The forms of licences and of conflicts of interest."""

from tests.access.world import World
from tests.bad_input.form import Data, Form, day, reason
from tests.factories.proofs import unpin

VERBS = "school.assessment.actions"
TIE = {"kind": "relative", "note": "表姐"}


def licence(world: World) -> Data:
    return {
        "user": world.people["examiner"].pk,
        "number": "KP-0099",
        "issued_by": "县职业技能鉴定站",
        "valid_from": day(-30),
        "valid_until": day(300),
        "courses": [world.edition.course.pk],
        "sheets_a_class": "120",
        "sheets_a_day": "40",
    }


def declined(world: World) -> Data:
    unpin(world.proof)
    return TIE


ASSESSORS = [
    Form("licence:add", "registrar", licence, f"{VERBS}.record_licence"),
    Form(
        "licence:edit",
        "registrar",
        licence,
        f"{VERBS}.record_licence",
        values=lambda w: [w.people["other_examiner"].licences.first().pk],
    ),
    Form(
        "assessment:ties",
        "examiner",
        lambda w: {**TIE, "person": w.person.code},
        f"{VERBS}.declare_conflict",
    ),
    Form("assessment:decline", "examiner", declined, f"{VERBS}.decline_sheet"),
    Form(
        "assessment_desk:conflict",
        "registrar",
        lambda w: {**TIE, "user": w.people["examiner"].pk},
        f"{VERBS}.declare_conflict",
    ),
    Form("assessment_desk:end_conflict", "registrar", reason, f"{VERBS}.end_conflict"),
]
