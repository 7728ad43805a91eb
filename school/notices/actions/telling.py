from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib import queue
from school.notices import channels, kinds, quiet, tasks, wording
from school.notices.models import Delivery, Notice, NoticeText
from school.people.actions import put_on_file
from school.people.models import Person, User


# Part of what it tells of: who cannot be told has it all taken back, so that no point
# to go back to is kept for each notice.
@transaction.atomic(savepoint=False)
def notify(
    person: Person,
    *,
    kind: str,
    context: Mapping[str, Any],
    link: str = "",
    door: str = "",
    by: Actor = SYSTEM,
    at: datetime | None = None,
    sms: bool = False,
) -> Notice:
    """Tell a person something: in the inbox, and by the ways that they chose.

    By SMS only where `sms` says that it cannot wait for them to look. `kind` and what
    its `context` must hold are listed in `kinds`; `door` is a path under which what
    leaves the house can be gone on with without signing in.
    """
    at = at or timezone.now()
    kinds.check(kind, set(context))
    notice = Notice.objects.create(
        person=person,
        kind=kind,
        context=wording.frozen(context),
        text=NoticeText.objects.in_force(kind),
        link=link,
        door=door,
        sent_at=at,
    )
    # A template that cannot say this fails here, not before the reader.
    wording.letter(notice)
    ways = _send(notice, sms=sms, at=at)
    journal.record(
        by=by,
        verb="notices.notify",
        on=notice,
        data={"kind": kind, "sms": sms, "ways": ways},
        at=at,
    )
    return notice


@transaction.atomic
def notify_colleague(
    user: User,
    *,
    kind: str,
    context: Mapping[str, Any],
    link: str = "",
    by: Actor = SYSTEM,
    at: datetime | None = None,
    sms: bool = False,
) -> Notice:
    """The same for somebody who works for the school, on file as a person or not yet."""
    person = put_on_file(user, by=by, at=at)
    return notify(person, kind=kind, context=context, link=link, by=by, at=at, sms=sms)


def _send(notice: Notice, *, sms: bool, at: datetime) -> list[str]:
    due = quiet.may_leave(notice, at=at)
    ways = channels.ways_to(notice.person, kind=notice.kind, with_sms=sms)
    for way in ways:
        delivery = Delivery.objects.create(
            notice=notice,
            channel=way.channel,
            target=way.target,
            address=way.address[:60],
            due_at=due,
        )
        if due <= at:
            queue.enqueue(tasks.deliver, delivery.pk)
    return [str(way.channel.value) for way in ways]
