"""Who may do what in the points shop: on the phone, and at the desk."""

from tests.access.rows import EVERYONE, OWNER, SIGNED_IN, Row, of

_reward, _redemption = of("shop.reward.code"), of("shop.redemption.code")
SHOP: dict[str, Row] = {
    "points:shop": Row(SIGNED_IN),
    "points:reward": Row(SIGNED_IN, _reward),
    "points:redeem": Row(SIGNED_IN, _reward),
    "points:redemptions": Row(SIGNED_IN),
    "points:redemption": Row(OWNER, _redemption),
    "points:cancel_redemption": Row(OWNER, _redemption),
    "points:voucher_pdf": Row(OWNER, of("shop.voucher.redemption.code")),
    # Whoever has the paper; a key takes it.
    "points:voucher": Row(EVERYONE, of("shop.voucher.code")),
    # By a token alone: see tests/points/shop/test_papers.py.
    "api:priority_rights": Row(EVERYONE),
    "api:openapi-json": Row(EVERYONE),
    "api:api-root": Row(frozenset()),
}

OFFICER = frozenset({"points_officer", "superuser"})
CLERKS = frozenset({"points_officer", "registrar", "superuser"})
SHOP_READERS = CLERKS | {"auditor"}
SHOP_VIEW: dict[str, frozenset[str]] = {
    "partner": SHOP_READERS,
    "redemption": SHOP_READERS,
    "stockmovement": SHOP_READERS,
}
SHOP_CHANGE: dict[str, dict[str, frozenset[str]]] = {
    "partner": {"add": OFFICER, "edit": OFFICER},
    "reward": {"edit": OFFICER},
}
SHOP_SCREENS: dict[str, Row] = {
    "points_desk:hand_over": Row(CLERKS),
    "points_desk:stock": Row(SHOP_READERS),
    "points_desk:move_stock": Row(OFFICER, _reward),
    "points_desk:approve_redemption": Row(OFFICER, _redemption, True),
    "points_desk:cancel_redemption": Row(OFFICER, _redemption),
    "points_desk:give_key": Row(OFFICER, of("shop.partner.pk")),
}
