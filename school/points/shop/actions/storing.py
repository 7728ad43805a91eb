"""What comes into the store and what leaves it: a line each, never changed."""

from datetime import datetime

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.points.models import Reward
from school.points.shop import refusals, stock
from school.points.shop.models import Redemption, StockMovement

Kind = StockMovement.Kind
# What the desk enters by hand; handing over makes its own line.
INWARD, OUTWARD = (Kind.RECEIVED, Kind.TAKEN_BACK), (Kind.WRITTEN_OFF,)


@transaction.atomic
def move_stock(
    reward: Reward,
    *,
    kind: str,
    quantity: int,
    by: Actor,
    reason: str,
    at: datetime | None = None,
) -> StockMovement:
    """Received, taken back or written off; what is kept for somebody cannot be written off."""
    if not by.has_perm("points.change_stock"):
        raise NotPermitted
    if kind not in (*INWARD, *OUTWARD) or quantity < 1:
        raise ValueError(f"{kind} {quantity} is not entered by hand")
    reward = stock.held(reward.pk)
    if not stock.is_stored(reward):
        raise refusals.NotCounted(reward=reward)
    if not reason.strip() and kind != Kind.RECEIVED:
        raise refusals.ReasonMissing
    there = stock.stock_of([reward])[reward.pk]
    if kind in OUTWARD and quantity > there.left:
        raise refusals.NotSoMany(
            left=there.left, on_hand=there.on_hand, held=there.held
        )
    signed = quantity if kind in INWARD else -quantity
    movement = _append(
        reward, kind, signed, by=by, at=at or timezone.now(), reason=reason.strip()
    )
    journal.record(
        by=by,
        verb="points.move_stock",
        on=reward,
        reason=movement.reason,
        data={"kind": kind, "quantity": signed, "after": movement.after},
        at=movement.at,
    )
    return movement


def give(redemption: Redemption, *, by: Actor, at: datetime) -> StockMovement:
    """One piece leaves with her; called with the reward locked."""
    return _append(
        redemption.reward, Kind.GIVEN, -1, by=by, at=at, redemption=redemption
    )


def _append(
    reward: Reward,
    kind: str,
    quantity: int,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    redemption: Redemption | None = None,
) -> StockMovement:
    lying = reward.movements.aggregate(sum=Sum("quantity"))["sum"] or 0
    return StockMovement.objects.create(
        reward=reward,
        kind=kind,
        quantity=quantity,
        after=lying + quantity,
        redemption=redemption,
        actor_label=str(by)[:120],
        reason=reason,
        at=at,
    )
