"""The forms of a deduction: proposed, answered, decided."""

from school.points.models import Rule
from tests.access.world import World
from tests.bad_input.form import Data, Form, day

VERBS = "school.points.cases.actions"


def words(world: World) -> Data:
    return {"words": "通话记录里有。"}


def judged(world: World) -> Data:
    return {**words(world), "seen": world.cases.answered.seal}


SEEN = frozenset({"seen"})
CASES = [
    Form("points:case", "trainee", words, f"{VERBS}.respond"),
    Form("points:appeal", "trainee", words, f"{VERBS}.appeal"),
    Form(
        "points_desk:propose_case",
        "inspector",
        lambda w: {
            "who": w.person.phone,
            "person": str(w.person.pk),
            "rule": Rule.objects.get(code="N01").pk,
            "occurred_on": day(0),
            "reference": "订单 12",
            "facts": "迟到半小时。",
        },
        f"{VERBS}.propose",
    ),
    Form(
        "points_desk:confirm_case",
        "points_officer",
        judged,
        f"{VERBS}.confirm",
        forgotten=SEEN,
    ),
    Form(
        "points_desk:go_on_case",
        "inspector",
        lambda w: {**words(w), "seen": w.cases.recalled.seal},
        f"{VERBS}.go_on",
        forgotten=SEEN,
    ),
    Form(
        "points_desk:withdraw_case",
        "points_officer",
        judged,
        f"{VERBS}.withdraw",
        forgotten=SEEN,
    ),
    Form(
        "points_desk:decide_case",
        "registrar",
        lambda w: {
            "outcome": "upheld",
            **words(w),
            "seen": w.cases.appealed.seal,
        },
        f"{VERBS}.decide",
        forgotten=SEEN,
    ),
]
