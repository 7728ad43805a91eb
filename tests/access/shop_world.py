"""What the trainee of the access tables has redeemed."""

from dataclasses import dataclass

from school.journal.actors import SYSTEM
from school.people.models import Person
from school.points.models import Partner, Redemption, Reward, Voucher
from school.points.shop import actions
from tests.factories.shop import give_points, make_tool, make_voucher_reward, redeem


@dataclass(frozen=True)
class ShopWorld:
    reward: Reward
    redemption: Redemption
    voucher: Voucher
    partner: Partner


def shop_of(person: Person) -> ShopWorld:
    """A tool that waits, and a voucher that a partner takes."""
    give_points(person, 100)
    tool = make_tool(stock=5)
    kept = redeem(person, tool)
    asked_for = redeem(person, make_voucher_reward())
    voucher = actions.approve(asked_for, by=SYSTEM).voucher
    partner = actions.record_partner(
        Partner(),
        name="县医院",
        rewards=[asked_for.reward],
        is_active=True,
        by=SYSTEM,
    )
    return ShopWorld(tool, kept, voucher, partner)
