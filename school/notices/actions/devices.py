from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.crypto import fingerprint
from school.lib.errors import NotPermitted
from school.lib.push import Address
from school.notices.models import PushSubscription
from school.notices.refusals import TooManyDevices, UnknownService
from school.people.access import is_self
from school.people.models import Person

MOST_DEVICES = 10


@transaction.atomic
def allow_push(
    person: Person,
    *,
    address: Address,
    device: str,
    by: Actor,
    at: datetime | None = None,
) -> PushSubscription:
    """A person's consent to messages on this device.

    A device belongs to whoever allowed them last: a phone that is handed on takes
    nobody's notices along.
    """
    if not is_self(person, by):
        raise NotPermitted
    if not address.is_known or not address.is_whole:
        raise UnknownService
    key = fingerprint(address.endpoint)
    others = PushSubscription.objects.filter(person=person).exclude(endpoint_hash=key)
    if others.count() >= MOST_DEVICES:
        raise TooManyDevices
    at = at or timezone.now()
    subscription, _made = PushSubscription.objects.update_or_create(
        endpoint_hash=key,
        defaults={
            "person": person,
            "endpoint": address.endpoint,
            "p256dh": address.p256dh,
            "auth": address.auth,
            "device": device[:40],
            "agreed_at": at,
        },
    )
    journal.record(by=by, verb="notices.allow_push", on=subscription, at=at)
    return subscription


@transaction.atomic
def revoke_push(
    subscription: PushSubscription, *, by: Actor, at: datetime | None = None
) -> Person:
    """Take it back; also by the school itself, once the browser's service knows it no more."""
    if by is not SYSTEM and not is_self(subscription.person, by):
        raise NotPermitted
    journal.record(by=by, verb="notices.revoke_push", on=subscription, at=at)
    subscription.delete()
    return subscription.person
