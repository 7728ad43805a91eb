"""A month without fault gives points, once what was said against the worker is decided."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.people.models import Person
from school.points.accounts import midnight
from school.points.actions import Award, award_many
from school.points.cases.models import Case
from school.points.models import Rule
from school.service import rules
from school.service.models import Matter, ServiceEvent
from school.service.models.event import EventQuerySet

RULE = "S03"
FALLEN = (Case.Status.WITHDRAWN, Case.Status.REVERSED)


@transaction.atomic
def award_clean_months(*, by: Actor, at: datetime | None = None) -> int:
    """For the month that ended last; how many have it by now. Done again, it gives nothing twice."""
    if by is not SYSTEM:
        raise NotPermitted
    if not Rule.objects.filter(code=RULE, is_current=True, delta__gt=0).exists():
        return 0
    month = rules.month_before(timezone.localdate(at or timezone.now()))
    start = midnight(month)
    end = midnight((month + timedelta(days=31)).replace(day=1))
    events = ServiceEvent.objects.standing().filter(
        occurred_at__gte=start, occurred_at__lt=end
    )
    carried_out = events.filter(kind__in=rules.OF_AN_ORDER).order_by()
    orders = dict(
        carried_out.values_list("person").annotate(Count("order", distinct=True))
    )
    against = _against(events)
    clean = [
        person
        for person, count in orders.items()
        if rules.is_clean(rules.Month(count, against.get(person, 0)))
    ]
    last = end - timedelta(minutes=1)
    awards = [
        Award(person, RULE, "month", f"{month:%Y-%m}", last)
        for person in Person.objects.filter(pk__in=clean).order_by("pk")
    ]
    return len(award_many(awards, by=by))


def _against(events: EventQuerySet) -> dict[int, int]:
    """What still stands or is not decided yet, by worker."""
    adverse = events.filter(kind__in=rules.ADVERSE).order_by()
    adverse = adverse.exclude(matter__status=Matter.Status.DISMISSED)
    adverse = adverse.exclude(matter__case__status__in=FALLEN)
    return dict(adverse.values_list("person").annotate(Count("pk")))
