"""The forms of cards, retraining and authorities' lists."""

from tests.access.world import World
from tests.bad_input.form import Data, Form, day, reason


def order(world: World) -> Data:
    return {"course": world.in_review.edition.course.pk, **reason(world)}


def listing(world: World) -> Data:
    return {
        "colour": "black",
        "authority": "县市场监督管理局",
        "decision": "金市监信〔2026〕13号",
        "decided_on": day(-10),
        "begins_on": day(-5),
        "ends_on": day(300),
        "url": "https://credit.example/13",
    }


STANDING = [
    Form(
        "standing_desk:lift",
        "points_officer",
        reason,
        "school.standing.actions.lift",
    ),
    Form(
        "standing_desk:order",
        "points_officer",
        order,
        "school.standing.actions.order_retraining",
        values=lambda w: [w.people["other_trainee"].code],
    ),
    Form(
        "standing_desk:book",
        "registrar",
        lambda w: {"cohort": w.open_cohort.pk},
        "school.standing.actions.book",
    ),
    Form(
        "standing_desk:cancel",
        "registrar",
        reason,
        "school.standing.actions.cancel_retraining",
    ),
    Form(
        "standing_desk:record_listing",
        "registrar",
        listing,
        "school.standing.actions.record_listing",
        forgotten=frozenset({"file"}),
    ),
    Form(
        "standing_desk:check_listing",
        "points_officer",
        lambda w: {"outcome": "yes"},
        "school.standing.actions.check_listing",
    ),
    Form(
        "standing_desk:end_listing",
        "registrar",
        reason,
        "school.standing.actions.end_listing",
    ),
]
