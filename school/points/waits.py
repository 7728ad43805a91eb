"""What waits of points, for whoever may take the next step: one's own wait for others."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school.people.models import User
from school.points.actions.proposing import CONFIRM
from school.points.cases import absences, next_steps
from school.points.cases.access import PROPOSE
from school.points.deeds import access as deeds
from school.points.models import AwardRequest, Redemption, Reward, Scheme
from school.points.schemes.actions.holding import APPROVE_RIGHT
from school.points.schemes.models import PROPOSED
from school.points.shop import access as shop
from school.ui.waits import WAITING, Kind, Source, Wait, counted


def awards_for(user: User) -> QuerySet[AwardRequest]:
    """What others asked for and this person may confirm."""
    if not user.has_perm(CONFIRM):
        return AwardRequest.objects.none()
    asked = AwardRequest.objects.visible_to(user).exclude(asked_by=user)
    return asked.filter(status=AwardRequest.Status.WAITING)


def _to_make_ready(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
    """By reward, since the scheme names for each who settles it."""
    asked = rows.filter(status=Redemption.Status.REQUESTED)
    rewards = Reward.objects.filter(pk__in=asked.order_by().values("reward"))
    hers = [one.pk for one in rewards if user.has_perm(shop.permission_for(one))]
    return asked.filter(reward__in=hers)


TO_MAKE_READY = Kind(gettext_lazy("Redemptions to make ready"), _to_make_ready)
REDEMPTIONS = {"ready": TO_MAKE_READY}


def _absences(user: User, at: datetime) -> Iterator[Wait]:
    found = absences.waiting(user)
    yield Wait(
        len(found),
        _("Evenings missed without leave, to be looked at"),
        reverse("points_desk:absences") + f"?{WAITING}=1",
        since=min((one.session.starts_at for one in found), default=None),
    )


def _cases(user: User, at: datetime) -> Iterator[Wait]:
    found = next_steps.waiting_for(user)
    yield Wait(
        len(found),
        _("Deductions and appeals to decide on"),
        reverse("points_desk:cases"),
        until=min((one.until for one in found if one.until), default=None),
        since=min((one.case.opened_at for one in found), default=None),
    )


def _deeds(user: User, at: datetime) -> Iterator[Wait]:
    rows, label = deeds.to_confirm(user), _("Deeds with evidence to confirm")
    yield counted(rows, label, reverse("points_desk:deeds"), since="entered_at")


def _awards(user: User, at: datetime) -> Iterator[Wait]:
    label = _("Awards for a second person to confirm")
    href = reverse("points_desk:award_requests")
    yield counted(awards_for(user), label, href, since="asked_at")


def _schemes(user: User, at: datetime) -> Iterator[Wait]:
    rows = Scheme.objects.filter(status=PROPOSED).exclude(proposed_by=user)
    label, href = _("Points rules to approve"), reverse("points_desk:schemes")
    yield counted(rows, label, href, since="proposed_at")


def _redemptions(user: User, at: datetime) -> Iterator[Wait]:
    if shop.settles_something(user):
        rows = _to_make_ready(Redemption.objects.all(), user)
        href = reverse("redemption:index") + f"?{WAITING}=ready"
        yield counted(rows, TO_MAKE_READY.label, href, since="requested_at")


WAITS = [
    Source(PROPOSE, _absences),
    # The right depends on the step.
    Source("", _cases),
    Source(deeds.ENTER, _deeds),
    Source(CONFIRM, _awards),
    Source(APPROVE_RIGHT, _schemes),
    Source("", _redemptions),
]
