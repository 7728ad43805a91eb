"""What every step of a version has in common."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.points.schemes import refusals
from school.points.schemes.models import Scheme
from school.ui.templatetags.ui import full_date

DRAFT_RIGHT, APPROVE_RIGHT = "points.draft_scheme", "points.approve_scheme"


def held(scheme: Scheme, *statuses: str, right: str, by: Actor) -> Scheme:
    """The version, locked, if `by` has the right and it is where the step begins."""
    if not by.has_perm(right):
        raise NotPermitted
    found = Scheme.objects.select_for_update(of=("self",)).get(pk=scheme.pk)
    if found.status not in statuses:
        raise refusals.MovedOn(status=found.get_status_display())
    return found


def check_day(day: date, *, at: datetime) -> None:
    """The scheme itself says: it counts only after it was adopted and public for some days."""
    first = first_day(at=at)
    if day < first:
        days = settings.POINTS_PUBLICATION_DAYS
        raise refusals.TooSoon(days=days, day=full_date(first))


def first_day(*, at: datetime) -> date:
    days = timedelta(days=settings.POINTS_PUBLICATION_DAYS)
    return timezone.localdate(at) + days


def record(
    scheme: Scheme,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    **data: Any,
) -> None:
    journal.record(
        by=by,
        verb=f"points.{verb}_scheme",
        on=scheme,
        reason=reason,
        data={"version": scheme.version, **data},
        at=at,
    )
