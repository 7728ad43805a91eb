"""Telling every worker that the rules change: once for each version, by the ways that she chose."""

from functools import partial

from django.urls import reverse
from django.utils import timezone

from school.lib.one_by_one import one_by_one
from school.notices.actions import notify
from school.notices.models import Notice
from school.people.models import Person
from school.points.schemes.models import APPROVED, DROPPED, Scheme

CHANGED = "rules_changed"


def tell_workers(scheme_id: int) -> int:
    """Those who have points; run again, it goes on with those who are not told yet."""
    scheme = Scheme.objects.get(pk=scheme_id)
    if scheme.status not in {APPROVED, DROPPED}:
        return 0
    link = link_of(scheme)
    told = Notice.objects.filter(kind=CHANGED, link=link)
    people = (
        Person.objects.filter(postings__isnull=False)
        .exclude(pk__in=told.values("person"))
        .distinct()
        .order_by("pk")
    )
    return len(one_by_one(people, partial(_tell, scheme=scheme, link=link)))


def link_of(scheme: Scheme) -> str:
    if scheme.status == DROPPED:
        return f"{reverse('points:rules')}#{scheme.version}"
    return reverse("points:rules_version", args=[scheme.version])


def _tell(person: Person, *, scheme: Scheme, link: str) -> Notice:
    return notify(
        person,
        kind=CHANGED,
        context={
            "version": scheme.version,
            "starts_on": scheme.starts_on,
            "why": scheme.answer if scheme.status == DROPPED else scheme.words,
            "is_dropped": scheme.status == DROPPED,
        },
        link=link,
        at=timezone.now(),
    )
