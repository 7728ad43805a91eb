"""Every URL of the school's own apps, for every role, with the trainee's things and another's."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access import world as worlds
from tests.access.table import TABLE

# Wagtail's desk and allauth's account pages have matrices of their own; pages and what
# editors put up for download are public.
ELSEWHERE = ("desk/", "documents/", "account/", "media/", "^media", "_util/", "^((")


def our_names() -> Iterator[str]:
    def walk(
        patterns: list[URLPattern | URLResolver], path: str, namespace: str
    ) -> Iterator[str]:
        for pattern in patterns:
            here = path + str(pattern.pattern)
            if here.startswith(ELSEWHERE):
                continue
            if isinstance(pattern, URLResolver):
                inner = pattern.namespace or namespace
                yield from walk(pattern.url_patterns, here, inner)
            else:
                yield f"{namespace}:{pattern.name}"

    return walk(get_resolver().url_patterns, "", "")


pytestmark = pytest.mark.django_db

NAMES = sorted(set(our_names()))


def was_refused(client: Client, url: str, data: dict[str, Any] | None) -> bool:
    answer = client.get(url) if data is None else client.post(url, data)
    if answer.streaming:
        # Read to its end, for only then is the file behind it closed.
        answer.getvalue()
    if answer.status_code in {403, 404}:
        return True
    # Wagtail sends whoever may not do something to the front page of the desk.
    return answer.status_code == 302 and (
        "/account/login/" in answer["Location"] or answer["Location"] == "/desk/"
    )


def test_every_url_stands_in_the_table() -> None:
    assert sorted(TABLE) == NAMES


@pytest.mark.parametrize("name", TABLE)
def test_only_those_named_are_let_in(name: str, world: worlds.World) -> None:
    row = TABLE[name]
    url = reverse(name, args=row.values(world))
    data = row.data(world) if row.post else None
    let_in = set()
    cache.clear()
    for role in worlds.ROLES:
        client = world.browser(role)
        with transaction.atomic():
            if not was_refused(client, url, data):
                let_in.add(role)
            transaction.set_rollback(True)
    assert let_in == row.may
