"""Every URL of the school's own apps, for every role, with the trainee's things and another's."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access import world as worlds
from tests.access.roles import ROLES
from tests.access.table import TABLE
from tests.headings import faults

# Wagtail's desk and allauth's account pages have matrices of their own; pages and what
# editors put up for download are public.
ELSEWHERE = ("desk/", "documents/", "account/", "media/", "^media", "_util/", "^((")

# The style guide shows headings as specimens.
SPECIMENS = {"ui:style_guide"}


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


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rights")]

NAMES = sorted(set(our_names()))


def answers(
    world: worlds.World, url: str, data: dict[str, Any] | None
) -> Iterator[tuple[str, HttpResponse]]:
    """What each role is answered; nothing is kept of it."""
    cache.clear()
    for role in ROLES:
        client = world.browser(role)
        with transaction.atomic():
            answer = client.get(url) if data is None else client.post(url, data)
            transaction.set_rollback(True)
        if answer.streaming:
            # Read to its end, for only then is the file behind it closed.
            answer.getvalue()
        yield role, answer


def is_refusal(answer: HttpResponse) -> bool:
    if answer.status_code in {403, 404}:
        return True
    # Wagtail sends whoever may not do something to the front page of the desk.
    return answer.status_code == 302 and (
        "/account/login/" in answer["Location"] or answer["Location"] == "/desk/"
    )


def is_page(answer: HttpResponse) -> bool:
    kind = answer.get("Content-Type", "")
    return answer.status_code == 200 and kind.startswith("text/html")


def test_every_url_stands_in_the_table() -> None:
    assert sorted(TABLE) == NAMES


@pytest.mark.parametrize("name", TABLE)
def test_only_those_named_are_let_in(name: str, world: worlds.World) -> None:
    """And whatever page they read is headed in order: one heading, no level skipped."""
    row = TABLE[name]
    url = reverse(name, args=row.values(world))
    data = row.data(world) if row.post else None
    let_in, headed_wrongly = set(), {}
    for role, answer in answers(world, url, data):
        if not is_refusal(answer):
            let_in.add(role)
        if is_page(answer) and name not in SPECIMENS:
            headed_wrongly[role] = faults(answer.content.decode())
    assert let_in == row.may
    assert not any(headed_wrongly.values()), headed_wrongly
