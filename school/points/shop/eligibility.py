"""What somebody can have of the shop now, and what is missing for the rest."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from school.people.models import Person
from school.points.accounts import accounts_on
from school.points.models import Reward, Tier
from school.points.shop import rules
from school.points.shop.hindrances import Reason, hindrances
from school.points.shop.models import Redemption
from school.points.shop.rules import Lack, Situation, Stock
from school.points.shop.seats import Seats, seats_of
from school.points.shop.stock import stock_of, terms
from school.ui.templatetags import ui


@dataclass(frozen=True, slots=True)
class Offer:
    """One reward as one person finds it."""

    reward: Reward
    reasons: Sequence[Reason]
    stock: Stock | None = None
    seats: Sequence[Seats] = ()

    @property
    def is_open(self) -> bool:
        return not self.reasons

    def without(self, said: Sequence[Reason]) -> "Offer":
        """For a page that has said these reasons already."""
        reasons = [one for one in self.reasons if one not in said]
        return replace(self, reasons=reasons)

    @property
    def left(self) -> int | None:
        if self.reward.kind == rules.SEAT:
            return sum(one.left for one in self.seats)
        return self.stock.left if self.stock else None


def eligible(
    person: Person, reward: Reward, *, at: datetime | None = None
) -> list[Reason]:
    """Everything that stands between her and the reward; nothing where she can have it."""
    return list(offers([reward], person, at=at)[0].reasons)


def catalogue() -> QuerySet[Reward]:
    return Reward.objects.order_by("cost", "code").prefetch_related("courses")


def offers(
    rewards: Collection[Reward], person: Person, *, at: datetime | None = None
) -> list[Offer]:
    """Every reward with what is missing for it: as many queries for one as for all."""
    on = timezone.localdate(at)
    held = accounts_on(person, on)
    tiers = {tier.code: tier for tier in Tier.objects.all()}
    redeemed = _redeemed(person)
    stock, seats = stock_of(rewards), seats_of(rewards, on=on)
    against = hindrances(person)
    found = []
    for reward in rewards:
        its = terms(reward)
        tier = tiers.get(its.min_tier)
        offer = Offer(reward, (), stock.get(reward.pk), seats.get(reward.pk, ()))
        now = Situation(
            balance=held.balance,
            score=held.score,
            least_score=tier.min_score if tier else 0,
            redeemed=redeemed[reward.pk],
            left=offer.left,
            is_offered=reward.is_offered,
        )
        lacks = rules.lacks(its, now, on=on)
        reasons = [*against, *(_said(one, reward, its, tier) for one in lacks)]
        found.append(Offer(reward, reasons, offer.stock, offer.seats))
    return found


def _redeemed(person: Person) -> dict[int, list[date]]:
    days: dict[int, list[date]] = defaultdict(list)
    had = Redemption.objects.counted().filter(person=person).order_by()
    for reward, at in had.values_list("reward", "requested_at"):
        days[reward].append(timezone.localdate(at))
    return days


def _said(lack: Lack, reward: Reward, its: rules.Terms, tier: Tier | None) -> Reason:
    return Reason(lack.code, _words(lack, reward, its, tier))


def _words(lack: Lack, reward: Reward, its: rules.Terms, tier: Tier | None) -> str:
    data: dict[str, Any] = dict(lack.data)
    match lack.code:
        case "not_offered":
            return _("It is not offered at present.")
        case "tier":
            said = ngettext(
                "%(missing)s more point of integrity score is needed: it is for “%(tier)s”, from %(least)s.",
                "%(missing)s more points of integrity score are needed: it is for “%(tier)s”, from %(least)s.",
                data["missing"],
            )
            return said % {**data, "tier": tier}
        case "points":
            said = ngettext(
                "%(missing)s more point to spend is needed.",
                "%(missing)s more points to spend are needed.",
                data["missing"],
            )
            return said % data
        case "limit":
            return _limit(its.period) % {**data, "day": ui.full_date(data["from"])}
        case _:
            if reward.kind == rules.SEAT:
                return _("No class has a seat for points at present.")
            return _("None is left at present. Look again later.")


def _limit(period: str) -> str:
    said = {
        "month": _(
            "You have had it %(times)s times this month. From %(day)s you can have it again."
        ),
        "quarter": _(
            "You have had it %(times)s times this quarter. From %(day)s you can have it again."
        ),
        "year": _(
            "You have had it %(times)s times this year. From %(day)s you can have it again."
        ),
    }
    return said[period]
