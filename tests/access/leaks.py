"""All that a candidate is shown, so that two moments can be held side by side."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from school.notices.models import Delivery, Notice
from tests.access.rows import Row
from tests.access.table import TABLE
from tests.access.world import World

# What is another with each request, and says nothing.
ONCE = re.compile(
    rb'(?<=csrfmiddlewaretoken" value=")\w+|(?<=nonce=")[^"]+|(?<="X-CSRFToken": ")\w+'
)
PUBLIC = {"/": Row(frozenset())}
Shown = dict[str, bytes]


@contextmanager
def at_one_moment() -> Iterator[None]:
    """Clocks stand still, so that a countdown is the same on every walk."""
    now = timezone.now()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: now)
        yield


def shown_to(role: str, world: World) -> Shown:
    """What every URL answers that the role may open or send to; nothing is kept of it."""
    found = {}
    for name, row in {**TABLE, **PUBLIC}.items():
        if row.may and role not in row.may:
            continue
        cache.clear()
        with transaction.atomic():
            found[name] = _answer(role, world, name, row)
            transaction.set_rollback(True)
    return found


def _answer(role: str, world: World, name: str, row: Row) -> bytes:
    browser = world.browser(role)
    url = name if name == "/" else reverse(name, args=row.values(world))
    plain: Any = {"headers": {"accept-encoding": "identity"}}
    answer = (
        browser.post(url, row.data(world), **plain)
        if row.post
        else browser.get(url, **plain)
    )
    return ONCE.sub(b"", _told(answer))


def _told(answer: HttpResponse) -> bytes:
    """The page, where it leads, and what it is called."""
    body = answer.getvalue() if answer.streaming else answer.content
    heads = [answer.get(name, "") for name in ("Location", "Content-Disposition")]
    return b"\n".join([str(answer.status_code).encode(), *map(str.encode, heads), body])


def told_to(world: World) -> list[tuple[str, ...]]:
    """Everything that left for her: notices, and the ways they went."""
    notices = Notice.objects.filter(person=world.person).order_by("pk")
    sent = Delivery.objects.filter(notice__person=world.person).order_by("pk")
    return [
        *((one.kind, str(one.context), one.link) for one in notices),
        *((one.channel, one.target) for one in sent),
    ]


def different(before: Shown, after: Shown) -> list[str]:
    return [name for name in before if before[name] != after[name]]
