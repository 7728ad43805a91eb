from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation

from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib import queue
from school.lib import sms as gateway
from school.lib.errors import NotPermitted
from school.notices import kinds, tasks, wording
from school.notices.models import Delivery, Notice
from school.people.models import Person

MOST_ATTEMPTS = 5
# A task that has not come round by then is taken for lost.
LOST_AFTER = timedelta(minutes=4)


@transaction.atomic
def notify(
    person: Person,
    *,
    kind: str,
    context: Mapping[str, Any],
    link: str = "",
    by: Actor = SYSTEM,
    at: datetime | None = None,
    sms: bool = False,
) -> Notice:
    """Tell a person something: in the inbox, and by SMS where it cannot wait.

    `kind` and what its `context` must hold are listed in `kinds`.
    """
    at = at or timezone.now()
    kinds.check(kind, set(context))
    notice = Notice.objects.create(
        person=person, kind=kind, context=wording.frozen(context), link=link, sent_at=at
    )
    # A template that cannot say this fails here, not before the reader.
    wording.letter(notice)
    journal.record(
        by=by, verb="notices.notify", on=notice, data={"kind": kind, "sms": sms}, at=at
    )
    if sms and person.phone:
        delivery = Delivery.objects.create(notice=notice)
        queue.enqueue(tasks.deliver, delivery.pk)
    return notice


def deliver(delivery: Delivery, *, at: datetime) -> Delivery:
    """Send a message once.

    It is claimed before it is sent, so that no second worker sends it too. A worker
    that dies in between leaves it as "being sent": it may have gone out, and twice is
    worse than a line at the desk.
    """
    claimed = Delivery.objects.filter(
        pk=delivery.pk, status=Delivery.Status.QUEUED
    ).update(status=Delivery.Status.SENDING, attempts=F("attempts") + 1, tried_at=at)
    delivery.refresh_from_db()
    if not claimed:
        return delivery
    try:
        gateway.send(delivery.notice.person.phone, _text(delivery.notice))
    except (gateway.NotSent, OSError) as error:
        is_last = delivery.attempts >= MOST_ATTEMPTS
        delivery.status = Delivery.Status.FAILED if is_last else Delivery.Status.QUEUED
        # The class alone: a gateway's sentence may hold the number.
        delivery.problem = type(error).__name__[:60]
    else:
        delivery.status, delivery.problem = Delivery.Status.SENT, ""
    delivery.save(update_fields=["status", "problem"])
    return delivery


def retry(*, at: datetime) -> int:
    """Queue again what has not left yet."""
    waiting = Delivery.objects.filter(
        status=Delivery.Status.QUEUED, notice__sent_at__lt=at - LOST_AFTER
    )
    for pk in waiting.values_list("pk", flat=True):
        queue.enqueue(tasks.deliver, pk)
    return len(waiting)


def mark_read(notice: Notice, *, reader: Actor, at: datetime | None = None) -> Notice:
    """Note that its person has seen it; the first time counts."""
    if notice.person.user_id != reader.pk:
        raise NotPermitted
    at = at or timezone.now()
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=at)
    notice.refresh_from_db(fields=["read_at"])
    return notice


def mark_all_read(person: Person, *, reader: Actor, at: datetime | None = None) -> int:
    if person.user_id != reader.pk:
        raise NotPermitted
    unread = Notice.objects.filter(person=person, read_at=None)
    return unread.update(read_at=at or timezone.now())


def _text(notice: Notice) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return wording.subject(notice)
