"""What the desk types about the costs of a class."""

from tests.access.world import World
from tests.bad_input.form import Data, Form, day, reason

VERBS = "school.courses.costs.actions"


def cost(world: World) -> Data:
    return {
        "kind": "venue",
        "amount": "860.50",
        "paid_on": day(-3),
        "payer": "association",
        "note": "教室租金",
    }


COSTS = [
    Form("courses_desk:enter_cost", "registrar", cost, f"{VERBS}.enter_cost"),
    Form(
        "courses_desk:correct_cost",
        "outcomes_officer",
        lambda world: {**cost(world), "reason": "多记了一晚"},
        f"{VERBS}.correct_cost",
    ),
    Form("courses_desk:reopen_costs", "registrar", reason, f"{VERBS}.reopen_costs"),
]
