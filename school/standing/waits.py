"""What waits of cards, retraining and authorities' listings."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from school.people.models import User
from school.standing.models import ExternalListing, Retraining, Standing
from school.standing.models.standing import Card
from school.standing.rules import RED_DAYS
from school.ui.waits import WAITING, Kind, Source, Wait, counted


def _retrained(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
    """Red for long enough and trained again: a person looks whether it can be lifted."""
    orders = Retraining.objects.filter(person=OuterRef("person"))
    passed = orders.filter(
        status=Retraining.Status.PASSED, ended_at__gte=OuterRef("since")
    )
    long_red = rows.filter(
        card=Card.RED, since__lte=timezone.now() - timedelta(days=RED_DAYS)
    )
    found = long_red.filter(Exists(passed), ~Exists(orders.to_do()))
    return found.exclude(person__user=user)


RETRAINED = Kind(_("Red cards whose retraining is passed"), _retrained)
PLACELESS = Kind(
    _("Retraining without a place yet"),
    lambda rows, _user: rows.filter(status=Retraining.Status.OPEN),
)
TO_CHECK = Kind(
    _("Authorities’ listings to check"),
    lambda rows, user: rows.filter(status=ExternalListing.Status.WAITING).exclude(
        recorded_by=user
    ),
)
CARDS = {"lift": RETRAINED}
ORDERS = {"place": PLACELESS}
LISTINGS = {"check": TO_CHECK}


def _cards(user: User, at: datetime) -> Iterator[Wait]:
    rows = _retrained(Standing.objects.all(), user)
    href = reverse("card:index") + f"?{WAITING}=lift"
    yield counted(rows, RETRAINED.label, href, since="since")


def _orders(user: User, at: datetime) -> Iterator[Wait]:
    rows = PLACELESS.narrow(Retraining.objects.all(), user)
    href = reverse("retraining:index") + f"?{WAITING}=place"
    yield counted(rows, PLACELESS.label, href, since="ordered_at")


def _listings(user: User, at: datetime) -> Iterator[Wait]:
    rows = TO_CHECK.narrow(ExternalListing.objects.all(), user)
    href = reverse("externallisting:index") + f"?{WAITING}=check"
    yield counted(rows, TO_CHECK.label, href, since="recorded_at")


WAITS = [
    Source("standing.lift_red", _cards),
    Source("standing.order_retraining", _orders),
    Source("standing.record_listing", _listings),
]
