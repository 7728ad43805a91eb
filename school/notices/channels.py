"""By which ways a notice reaches its person, and in which language."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from school.notices import groups, kinds
from school.notices.models import (
    Channel,
    Delivery,
    Mailbox,
    Preference,
    PushSubscription,
)
from school.people.models import Person

# What is read of each person who is told; whoever tells many reads it for all at once.
READ_OF_EACH = ("muted", "preferences", "push_subscriptions")


@dataclass(frozen=True, slots=True)
class Way:
    channel: Channel
    # As the desk may see it.
    address: str
    # Which of several devices.
    target: str = ""


def ways_to(person: Person, *, kind: str, with_sms: bool) -> list[Way]:
    """What the person has and wants; SMS only for what cannot wait."""
    if _is_muted(person, kind):
        return []
    found = list(_addresses(person, with_sms=with_sms))
    if not found:
        return []
    unwanted = {one.channel for one in person.preferences.all() if not one.is_on}
    return [way for way in found if way.channel not in unwanted]


def _addresses(person: Person, *, with_sms: bool) -> Iterator[Way]:
    if with_sms and person.phone:
        yield Way(Channel.SMS, person.masked_phone)
    if mailbox := mailbox_of(person):
        yield Way(Channel.EMAIL, mailbox.masked)
    for device in person.push_subscriptions.all():
        yield Way(Channel.PUSH, device.device, device.code)


def _is_muted(person: Person, kind: str) -> bool:
    group = groups.group_of(kind)
    if not kinds.may_be_left(kind):
        return False
    return any(muted.group == group for muted in person.muted.all())


def is_wanted(delivery: Delivery) -> bool:
    if _is_muted(delivery.notice.person, delivery.notice.kind):
        return False
    choice = Preference.objects.filter(
        person=delivery.notice.person_id, channel=delivery.channel
    ).first()
    return choice is None or choice.is_on


def mailbox_of(person: Person) -> Mailbox | None:
    return Mailbox.objects.filter(person=person).exclude(confirmed_at=None).first()


def device_of(delivery: Delivery) -> PushSubscription | None:
    return PushSubscription.objects.filter(
        person=delivery.notice.person_id, code=delivery.target
    ).first()


def language_of(person: Person) -> str:
    """The one chosen for messages; the page's own switch is the browser's."""
    choice = Preference.objects.filter(person=person).first()
    return choice.language if choice else settings.LANGUAGE_CODE
