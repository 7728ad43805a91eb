"""The forms of the points shop."""

from school.journal.actors import SYSTEM
from school.points.shop import actions
from tests.access.rows import of
from tests.access.world import World
from tests.bad_input.form import Data, Form, reason

VERBS = "school.points.shop.actions"


def described(world: World) -> Data:
    return {
        "is_offered": "on",
        "words_zh": "500毫升",
        "words_en": "Half a litre",
        "collect_at": "协会办公室",
        "warn_below": "3",
    }


def partner(world: World) -> Data:
    rewards = [world.shop.voucher.redemption.reward_id]
    return {"name": "技能鉴定所", "rewards": rewards, "is_active": "on"}


SHOPPING = [
    Form(
        "points:redeem",
        "trainee",
        lambda w: {"ticket": "abcdefgh23"},
        f"{VERBS}.redeem",
    ),
    Form(
        "points:voucher",
        "trainee",
        lambda w: {"key": actions.give_key(w.shop.partner, by=SYSTEM)},
        f"{VERBS}.take_voucher",
    ),
    Form(
        "points_desk:hand_over",
        "points_officer",
        lambda w: {"code": w.shop.redemption.collection_code},
    ),
    Form(
        "points_desk:move_stock",
        "points_officer",
        lambda w: {"kind": "received", "quantity": "10", "reason": "采购"},
        f"{VERBS}.move_stock",
    ),
    Form("points_desk:cancel_redemption", "points_officer", reason, f"{VERBS}.cancel"),
    Form(
        "reward:edit",
        "points_officer",
        described,
        f"{VERBS}.arrange_reward",
        values=of("shop.reward.pk"),
    ),
    Form("partner:add", "points_officer", partner, f"{VERBS}.record_partner"),
    Form(
        "partner:edit",
        "points_officer",
        partner,
        f"{VERBS}.record_partner",
        values=of("shop.partner.pk"),
    ),
]
