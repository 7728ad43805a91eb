"""Points for good words: given once an order, taken back with the word, given again with the next."""

from collections.abc import Sequence
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from school.journal.actors import SYSTEM
from school.points.actions import Award, award_many, reverse
from school.points.models import Posting, Rule
from school.service import rules
from school.service.models import ServiceEvent

# Whose, by which rule, for which order.
Key = tuple[int, str, str]
ORDER = "order"


def give(events: Sequence[ServiceEvent]) -> list[Posting]:
    """What follows from good words; what the machine took back of an order comes again."""
    codes = {rules.award_for(one.kind, one.stars) for one in events} - {""}
    in_force = set(
        Rule.objects.filter(code__in=codes, is_current=True, delta__gt=0).values_list(
            "code", flat=True
        )
    )
    due = [one for one in events if rules.award_for(one.kind, one.stars) in in_force]
    names = _names(due)
    return award_many([_award(one, names) for one in due], by=SYSTEM)


def take_back(event: ServiceEvent, *, by_event: ServiceEvent, at: datetime) -> None:
    """Points for what no longer stands go back, unless the order has another good word of her."""
    code = rules.award_for(event.kind, event.stars)
    if not code:
        return
    others = ServiceEvent.objects.standing().filter(
        person=event.person,
        platform=event.platform,
        order=event.order,
        kind=event.kind,
        stars=event.stars,
    )
    if others.exists():
        return
    given = _given([event]).filter(rule_code=code, reversed_by=None)
    for posting in given.select_related("person", "rule"):
        if rules.order_of(posting.source_id) == event.source[1]:
            reason = f"{by_event.platform} {by_event.external_id}"
            reverse(posting, by=SYSTEM, reason=reason, at=at)


def _award(one: ServiceEvent, names: dict[Key, str]) -> Award:
    code = rules.award_for(one.kind, one.stars)
    source_type, source_id = one.source
    name = names.get((one.person.pk, code, source_id), source_id)
    return Award(one.person, code, source_type, name, one.occurred_at)


def _names(events: Sequence[ServiceEvent]) -> dict[Key, str]:
    """Under which name each order that had points before enters the ledger, if not its own."""
    of_order = {one.source[1] for one in events}
    first = _given(events, exactly=True).filter(reversed_by__isnull=False)
    gone = {one.source_id for one in first} & of_order
    again = [one for one in events if one.source[1] in gone]
    times: dict[Key, int] = {}
    names: dict[Key, str] = {}
    for posting in _given(again) if again else ():
        order = rules.order_of(posting.source_id)
        key = (posting.person_id, posting.rule_code, order)
        times[key] = times.get(key, 0) + 1
        names[key] = _next(posting, order, times[key] + 1)
    return names


def _next(posting: Posting, order: str, time: int) -> str:
    """What stands, or a person took back, is not given again."""
    undone = getattr(posting, "reversed_by", None)
    is_to_come = undone is not None and undone.actor_label == str(SYSTEM)
    return rules.named_again(order, time) if is_to_come else posting.source_id


def _given(
    events: Sequence[ServiceEvent], *, exactly: bool = False
) -> QuerySet[Posting]:
    """Awards for these orders, oldest first; `exactly`: only what was given the first time."""
    orders = {one.source[1] for one in events}
    named = Q(source_id__in=orders)
    if not exactly:
        later = (Q(source_id__startswith=f"{one}{rules.AGAIN}") for one in orders)
        named = reduce(or_, later, named)
    return (
        Posting.objects.filter(
            named,
            kind=Posting.Kind.AWARD,
            source_type=ORDER,
            person__in={one.person.pk for one in events},
        )
        .select_related("reversed_by")
        .order_by("pk")
    )
