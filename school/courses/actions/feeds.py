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
    """Give somebody, or a class, a new calendar address; the one before stops working."""
    if not access.can_open_feed(by, of):
        raise NotPermitted
    at = at or timezone.now()
    # Not by type(of): the account of a request is wrapped.
    model, key = (User, "user") if isinstance(of, User) else (Cohort, "cohort")
    # Two presses at once take turns: each finds the other's address and ends it.
    model._default_manager.select_for_update(no_key=True).get(pk=of.pk)
    for before in Feed.objects.standing().filter(**{key: of}):
        revoke_feed(before, by=by, at=at)
    token = secret_code()
    feed = Feed(token=token, fingerprint=fingerprint(token), made_at=at)
    setattr(feed, key, of)
    feed.save(force_insert=True)
    journal.record(by=by, verb="courses.open_feed", on=feed, data={"of": key}, at=at)
    return feed


@transaction.atomic
def revoke_feed(feed: Feed, *, by: Actor, at: datetime | None = None) -> Feed:
    """Whoever still reads the address finds nothing there. Done twice, it stays done."""
    of = feed.user or feed.cohort
    if of is None or not access.can_open_feed(by, of):
        raise NotPermitted
    at = at or timezone.now()
    if Feed.objects.standing().filter(pk=feed.pk).update(revoked_at=at):
        feed.revoked_at = at
        journal.record(by=by, verb="courses.revoke_feed", on=feed, at=at)
    return feed
