from school.points.shop.actions.arranging import arrange_reward
from school.points.shop.actions.ending import (
    approve,
    cancel,
    expire,
    expire_due,
    fulfil,
)
from school.points.shop.actions.redeeming import redeem
from school.points.shop.actions.rights import begin_rights
from school.points.shop.actions.seating import settle_seat, settle_seats
from school.points.shop.actions.storing import move_stock
from school.points.shop.actions.taking import take_voucher
from school.points.shop.actions.vouchers import give_key, record_partner

__all__ = [
    "approve",
    "arrange_reward",
    "begin_rights",
    "cancel",
    "expire",
    "expire_due",
    "fulfil",
    "give_key",
    "move_stock",
    "record_partner",
    "redeem",
    "settle_seat",
    "settle_seats",
    "take_voucher",
]
