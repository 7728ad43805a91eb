"""Private calendar addresses: given, and taken back, whereupon the address is dead for good."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.courses import access
from school.courses.models import Cohort, Feed
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.crypto import fingerprint
from school.lib.errors import NotPermitted
from school.lib.fields import secret_code
from school.people.models import User


@transaction.atomic
def open_feed(of: User | Cohort, *, by: Actor, at: datetime | None = None) -> Feed:
    """Give a new address for one's own evenings, or a class's; the one before stops working.

    That of a class belongs to whoever asked for it, not to all who work there.
    """
    if not isinstance(by, User) or not access.can_open_feed(by, of):
        raise NotPermitted
    at = at or timezone.now()
    # Two presses at once take turns: each finds the other's address and ends it.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    # Not by type(of): the account of a request is wrapped.
    cohort = None if isinstance(of, User) else of
    end_feeds(by, cohort, by=by, at=at)
    token = secret_code()
    feed = Feed.objects.create(
        token=token,
        fingerprint=fingerprint(token),
        user_id=by.pk,
        cohort=cohort,
        made_at=at,
    )
    data = {"of": "cohort" if cohort else "user"}
    journal.record(by=by, verb="courses.open_feed", on=feed, data=data, at=at)
    return feed


@transaction.atomic
def revoke_feed(feed: Feed, *, by: Actor, at: datetime | None = None) -> Feed:
    """Whoever still reads the address finds nothing there. Done twice, it stays done."""
    may_plan = feed.cohort is not None and access.can_plan(by, feed.cohort)
    if by.pk != feed.user_id and not may_plan:
        raise NotPermitted
    return _end(feed, by=by, at=at or timezone.now())


def end_feeds(user: User, cohort: Cohort | None, *, by: Actor, at: datetime) -> None:
    """As a consequence: of a new address, or of a duty that has ended."""
    for feed in Feed.objects.of(user, cohort):
        _end(feed, by=by, at=at)


def _end(feed: Feed, *, by: Actor, at: datetime) -> Feed:
    if Feed.objects.standing().filter(pk=feed.pk).update(revoked_at=at):
        feed.revoked_at = at
        journal.record(by=by, verb="courses.revoke_feed", on=feed, at=at)
    return feed
