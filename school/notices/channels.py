"""By which ways a notice reaches its person, and in which language."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from school.notices import kinds
from school.notices.models import (
    Channel,
    Delivery,
    Mailbox,
    Muted,
    Preference,
    PushSubscription,
)
from school.people.models import Person


@dataclass(frozen=True, slots=True)
class Way:
    channel: Channel
    # As the desk may see it.
    address: str
    # Which of several devices.
    target: str = ""


def ways_to(person: Person, *, kind: str, with_sms: bool) -> list[Way]:
    """What the person has and wants; SMS only for what cannot wait."""
    if _is_muted(person.pk, kind):
        return []
    found = list(_addresses(person, with_sms=with_sms))
    if not found:
        return []
    unwanted = set(
        Preference.objects.filter(person=person, is_on=False).values_list(
            "channel", flat=True
        )
    )
    return [way for way in found if way.channel not in unwanted]


def _addresses(person: Person, *, with_sms: bool) -> Iterator[Way]:
    if with_sms and person.phone:
        yield Way(Channel.SMS, person.masked_phone)
    for mailbox in Mailbox.objects.filter(person=person).exclude(confirmed_at=None):
        yield Way(Channel.EMAIL, mailbox.masked)
    for device in PushSubscription.objects.filter(person=person):
        yield Way(Channel.PUSH, device.device, device.code)


def _is_muted(person_id: int, kind: str) -> bool:
    muted = Muted.objects.filter(person=person_id, group=kinds.group_of(kind))
    return kinds.may_be_left(kind) and muted.exists()


def is_wanted(delivery: Delivery) -> bool:
    if _is_muted(delivery.notice.person_id, delivery.notice.kind):
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
