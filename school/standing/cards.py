"""A card as its page shows it: the word, why, the way back, and how it came to be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from school.people.models import Person
from school.points.shop.hindrances import Reason
from school.standing import rules, wording
from school.standing.facts import facts_of, least_scores
from school.standing.models import (
    ExternalListing,
    Retraining,
    Standing,
    StandingChange,
)
from school.standing.models.standing import Card
from school.ui.field_words import actor_in_words

# What a page says of an order.
ORDER = ("course", "module", "enrollment__cohort")


@dataclass(frozen=True, slots=True)
class Line:
    """A change of the card, in words."""

    change: StandingChange
    why: Sequence[str]

    @property
    def actor(self) -> str:
        return actor_in_words(self.change.actor_label)


@dataclass(frozen=True, slots=True)
class Shown:
    standing: Standing
    why: Sequence[str]
    way: Sequence[wording.Shown]
    history: Sequence[Line]
    orders: Sequence[Retraining]
    listings: Sequence[ExternalListing]
    is_liftable: bool
    is_private: bool
    needs_decision: bool

    @property
    def is_red(self) -> bool:
        return self.standing.card == Card.RED


def standing_of(person: Person, *, at: datetime) -> Standing:
    """What is kept, or the green card that everyone begins with."""
    found = Standing.objects.filter(person=person).select_related("person").first()
    return found or Standing(person=person, since=person.created_at, score=0)


def shown(person: Person, *, at: datetime) -> Shown:
    standing, on = standing_of(person, at=at), timezone.localdate(at)
    facts, least = facts_of(person, standing, at=at), least_scores()
    decision = rules.decide(facts, least, on=on)
    steps = rules.way_back(facts, least, on=on)
    orders = list(person.retrainings.select_related(*ORDER)[:20])
    kept = [{"code": one.code, **one.data} for one in decision.reasons]
    return Shown(
        standing=standing,
        why=wording.reasons(kept),
        way=[wording.step(one, links=_links(orders)) for one in steps],
        history=_history(person),
        orders=orders,
        listings=_listings(person),
        is_liftable=standing.card == Card.RED and not rules.missing(steps),
        is_private=standing.is_private(on=on),
        needs_decision=rules.needs_decision(facts),
    )


def _links(orders: Sequence[Retraining]) -> Mapping[str, str]:
    """Where a worker goes for a step."""
    links = {
        "score": f"{reverse('points:account')}#earning",
        "training": reverse("courses:cohorts"),
        "cases": reverse("points:cases"),
    }
    for order in orders:
        if order.is_to_do:
            links["retraining"] = reverse("standing:retraining", args=[order.code])
    return links


def _listings(person: Person) -> list[ExternalListing]:
    """What authorities decided; what nobody has checked yet is not told."""
    told = person.listings.exclude(status=ExternalListing.Status.WAITING)
    return list(told.exclude(status=ExternalListing.Status.REFUSED)[:20])


def _history(person: Person) -> list[Line]:
    changes = list(person.standing_changes.all()[:20])
    return [Line(one, wording.reasons(one.reasons)) for one in changes]


def against_redeeming(person: Person, *, is_outside: bool = False) -> list[Reason]:
    """A red card suspends the shop and first choice of orders, and it alone; the rules ask no more.

    Outside it counts once the time to appeal is over.
    """
    red = Standing.objects.filter(person=person, card=Card.RED)
    if not (red.settled() if is_outside else red).exists():
        return []
    said = _(
        "With a red card nothing is redeemed; once it is lifted, all is open again."
    )
    return [Reason("red_card", said)]
