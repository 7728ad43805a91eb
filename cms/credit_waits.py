"""What waits of points, service and standing, for whoever may take the next step."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.waits import Waiting
from school.feedback.actions.notes import WRITE
from school.feedback.desk.notes import to_write
from school.people.models import User
from school.points.actions.proposing import CONFIRM
from school.points.cases import absences, next_steps
from school.points.cases.access import PROPOSE
from school.points.deeds import access as deeds
from school.points.models import Reward
from school.points.requests.models import AwardRequest
from school.points.schemes.actions.holding import APPROVE_RIGHT
from school.points.schemes.models import PROPOSED, Scheme
from school.points.shop import access as shop
from school.points.shop.models import Redemption
from school.service.models import Matter
from school.standing.models import Retraining, Standing
from school.standing.models.standing import Card
from school.standing.rules import RED_DAYS


def of_credit(user: User) -> list[Waiting]:
    return [
        *_deductions(user),
        *_confirmations(user),
        *_redemptions(user),
        *_cards(user),
        *_suggestions(user),
    ]


def _deductions(user: User) -> Iterator[Waiting]:
    if user.has_perm(PROPOSE):
        told = Matter.objects.waiting().exclude(event__person__user=user)
        href = reverse("service_desk:matters")
        yield Waiting(told.count(), _("Told by the platform, to look at"), href)
        missed = _("Evenings missed without leave, to be looked at")
        yield Waiting(absences.waiting(user), missed, reverse("points_desk:absences"))
    count = len(next_steps.waiting_for(user))
    href = reverse("points_desk:cases")
    yield Waiting(count, _("Deductions and appeals to decide on"), href)


def _confirmations(user: User) -> Iterator[Waiting]:
    """One's own wait for others."""
    if user.has_perm(deeds.ENTER):
        href = reverse("points_desk:deeds")
        count = deeds.to_confirm(user).count()
        yield Waiting(count, _("Deeds with evidence to confirm"), href)
    if user.has_perm(CONFIRM):
        asked = AwardRequest.objects.visible_to(user).exclude(asked_by=user)
        href = reverse("points_desk:award_requests")
        count = asked.filter(status=AwardRequest.Status.WAITING).count()
        yield Waiting(count, _("Awards for a second person to confirm"), href)
    if user.has_perm(APPROVE_RIGHT):
        proposed = Scheme.objects.filter(status=PROPOSED).exclude(proposed_by=user)
        href = reverse("points_desk:schemes")
        yield Waiting(proposed.count(), _("Points rules to approve"), href)


def _redemptions(user: User) -> Iterator[Waiting]:
    """By reward, since the scheme names for each who settles it."""
    if not shop.settles_something(user):
        return
    asked = Redemption.objects.filter(status=Redemption.Status.REQUESTED)
    counted = dict(asked.order_by().values_list("reward").annotate(Count("pk")))
    rewards = Reward.objects.in_bulk(counted)
    count = sum(
        counted[key]
        for key, reward in rewards.items()
        if user.has_perm(shop.permission_for(reward))
    )
    href = reverse("redemption:index") + "?status=requested"
    yield Waiting(count, _("Redemptions to make ready"), href)


def _cards(user: User) -> Iterator[Waiting]:
    if user.has_perm("standing.lift_red"):
        href = reverse("card:index") + "?card=red"
        count = _retrained(timezone.now()).exclude(person__user=user).count()
        yield Waiting(count, _("Red cards whose retraining is passed"), href)
    if user.has_perm("standing.order_retraining"):
        without = Retraining.objects.filter(status=Retraining.Status.OPEN)
        href = reverse("retraining:index") + "?status=open"
        yield Waiting(without.count(), _("Retraining without a place yet"), href)


def _retrained(at: datetime) -> QuerySet[Standing]:
    """Red for long enough and trained again: a person looks whether it can be lifted."""
    orders = Retraining.objects.filter(person=OuterRef("person"))
    passed = orders.filter(
        status=Retraining.Status.PASSED, ended_at__gte=OuterRef("since")
    )
    long_red = Standing.objects.filter(
        card=Card.RED, since__lte=at - timedelta(days=RED_DAYS)
    )
    return long_red.filter(Exists(passed), ~Exists(orders.to_do()))


def _suggestions(user: User) -> Iterator[Waiting]:
    if user.has_perm(WRITE):
        href = reverse("feedback_desk:waiting")
        yield Waiting(
            to_write(user).count(), _("Suggestions still to be written"), href
        )
