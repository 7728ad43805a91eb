from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse as reverse_url
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.notices.actions import notify
from school.people.models import Person
from school.points.accounts import endings_of, sums_of
from school.points.actions.booking import lock
from school.points.models import Entry, ExpiryWarning
from school.points.rules.lots import NOTICE_DAYS

# One letter tells of so many days at once: each point is told of once, and of whoever
# earned something every evening nobody makes a letter every evening.
AHEAD = timedelta(days=2 * NOTICE_DAYS)
SOON = timedelta(days=NOTICE_DAYS)


@transaction.atomic
def warn_of_expiry(
    person: Person, *, by: Actor, at: datetime | None = None
) -> ExpiryWarning | None:
    """Tell what ends, 30 days before the first of it or earlier; None where all is told."""
    if not by.has_perm("points.award_entry"):
        raise NotPermitted
    at = at or timezone.now()
    today = timezone.localdate(at)
    lock(person)
    told = _told_until(person)
    balance = sums_of(person)[Entry.Account.BALANCE]
    found = endings_of(person, balance, on=today, until=today + AHEAD)
    new = [ending for ending in found if told is None or ending.day > told]
    if not new or new[0].day > today + SOON:
        return None
    points = sum(ending.points for ending in new)
    warning = ExpiryWarning.objects.create(
        person=person, until=today + AHEAD, points=points, at=at
    )
    journal.record(
        by=by, verb="points.warn_of_expiry", on=person, data={"points": points}, at=at
    )
    notify(
        person,
        kind="points_ending",
        context={
            "points": points,
            "first": new[0].day,
            "last": new[-1].day,
        },
        link=reverse_url("points:account"),
        by=by,
        at=at,
    )
    return warning


def _told_until(person: Person) -> date | None:
    last = ExpiryWarning.objects.filter(person=person).order_by("-until").first()
    return last.until if last else None
