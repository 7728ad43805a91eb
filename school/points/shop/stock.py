"""What lies in the store and what of it is kept for somebody. The reward's row lock settles the last one."""

from collections.abc import Iterable

from django.db.models import Count, Sum

from school.points.models import Reward
from school.points.shop import rules
from school.points.shop.models import Redemption, StockMovement
from school.points.shop.rules import Stock


def held(reward_id: int) -> Reward:
    """The reward under its row lock: nobody else takes or counts of it meanwhile.

    Hazard: after the person and before a class, everywhere, or two would wait for each other.
    """
    rows = Reward.objects.select_for_update(of=("self",), no_key=True)
    return rows.get(pk=reward_id)


def terms(reward: Reward) -> rules.Terms:
    return rules.terms_of(reward.cost, reward.source)


def is_stored(reward: Reward) -> bool:
    """Whether pieces of it are received and handed over, one by one."""
    return reward.kind in rules.STORED and terms(reward).is_counted


def stock_of(rewards: Iterable[Reward]) -> dict[int, Stock]:
    """By reward, of those that are kept in the store; two queries, however many there are."""
    keys = [reward.pk for reward in rewards if is_stored(reward)]
    if not keys:
        return {}
    moved = StockMovement.objects.filter(reward__in=keys).order_by()
    lying = dict(moved.values_list("reward").annotate(Sum("quantity")))
    waiting = Redemption.objects.open().filter(reward__in=keys).order_by()
    kept = dict(waiting.values_list("reward").annotate(Count("pk")))
    return {key: Stock(lying.get(key, 0), kept.get(key, 0)) for key in keys}
