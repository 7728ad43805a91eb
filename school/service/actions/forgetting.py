"""The platform's words about a worker are kept no longer than they are needed; the event stays."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.journal.things import Thing
from school.lib.errors import NotPermitted
from school.points.cases.models import Case
from school.points.cases.rules import KEPT_IF_FALLEN, KEPT_IF_STOOD
from school.service.models import Matter, ServiceEvent
from school.service.models.event import EventQuerySet

AT_ONCE = 5_000
OVER = (Matter.Status.DISMISSED, Matter.Status.WITHDRAWN)


def forget_texts(*, by: Actor, at: datetime | None = None) -> int:
    """As the files of a case: soon where nothing came of it, else after two years.

    What a person has to decide yet keeps its words. How many were deleted.
    """
    now = at or timezone.now()
    if by is not SYSTEM:
        raise NotPermitted
    forgotten = 0
    while some := list(past_texts(now).values_list("pk", flat=True)[:AT_ONCE]):
        forgotten += _forget(some, on=timezone.localdate(now))
    if forgotten:
        journal.record(
            by=by,
            verb="service.forget_texts",
            on=Thing("service.texts", f"{now:%Y%m%d%H%M%S}", f"{now:%Y-%m-%d}"),
            data={"texts": forgotten},
            at=now,
        )
    return forgotten


def past_texts(now: datetime) -> EventQuerySet:
    soon, late = now - KEPT_IF_FALLEN, now - KEPT_IF_STOOD
    fallen = Q(matter__case__status__in=Case.FALLEN) & ~Q(
        matter__case__steps__at__gte=soon
    )
    nothing = (
        Q(matter__status__in=OVER, matter__settled_at__lt=soon)
        | Q(withdrawn_by__kept_at__lt=soon)
        | Q(kind=ServiceEvent.Kind.WITHDRAWN, kept_at__lt=soon)
        | fallen
    )
    undecided = Q(matter__status=Matter.Status.WAITING) | Q(
        matter__case__status__in=Case.OPEN
    )
    events = ServiceEvent.objects.exclude(text="").order_by()
    found = events.filter(nothing | Q(occurred_at__lt=late)).exclude(undecided)
    return found.distinct()


@transaction.atomic
def _forget(events: list[int], *, on: date) -> int:
    kept = ServiceEvent.objects.filter(pk__in=events)
    return kept.update(text="", text_gone_on=on)
