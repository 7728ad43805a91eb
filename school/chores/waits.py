"""What waits of background tasks: nobody who does them, a queue that stands still, failures."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from school.chores import access
from school.chores.models import Heartbeat
from school.lib.queue import reading
from school.ui.waits import Source, Wait

# Longer than the longest of ordinary work takes.
TOO_LONG = timedelta(minutes=10)


def _chores(user: Any, at: datetime) -> Iterator[Wait]:
    if not access.may_open(user):
        return
    href = reverse("chores_desk:queue")
    yield from _workers(href, at)
    count, since = reading.failures(access.seen_tasks(user))
    yield Wait(count, _("Background tasks that failed"), f"{href}#failed", since=since)


def _workers(href: str, at: datetime) -> Iterator[Wait]:
    last = Heartbeat.objects.order_by("-seen_at").first()
    if not Heartbeat.objects.alive(at=at).exists():
        yield Wait(
            1,
            _("No worker does the background tasks"),
            f"{href}#workers",
            _(
                "Certificates are not printed and notices not sent until it runs again. Tell whoever looks after the server."
            ),
            since=last.seen_at if last else None,
            is_alarm=True,
        )
        return
    oldest = reading.oldest()
    if oldest is not None and oldest < at - TOO_LONG:
        yield Wait(
            reading.length(),
            _("Background tasks have waited for more than ten minutes"),
            f"{href}#waiting",
            since=oldest,
            is_alarm=True,
        )


WAITS = [Source("", _chores)]
