"""What the pages around an account cost who comes to them, whether signed in or not."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.urls import URLPattern, URLResolver, get_resolver

from tests.access import world as worlds
from tests.cast import signed_in
from tests.costs import MOST_KB, MOST_QUERIES, follow, kilobytes

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def doors() -> Iterator[str]:
    """The addresses for accounts that need no more than themselves."""

    def walk(patterns: list[URLPattern | URLResolver], path: str) -> Iterator[str]:
        for pattern in patterns:
            here = path + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, here)
            elif "<" not in here:
                yield f"/{here}"

    accounts = [
        one for one in get_resolver().url_patterns if str(one.pattern) == "account/"
    ]
    return walk(accounts, "")


@pytest.mark.parametrize("role", ["anonymous", "trainee"])
def test_the_doors_cost_little_too(role: str, world: worlds.World) -> None:
    cache.clear()
    # The school's figures are worked out once and kept: not what a door costs.
    follow(signed_in(None), "/")
    opened = 0
    for url in sorted(set(doors())):
        answer, queries = follow(signed_in(world.people[role]), url)
        if answer.status_code == 200:
            opened += 1
            assert queries <= MOST_QUERIES, url
            assert kilobytes(answer.text) < MOST_KB, url
    assert opened > 10
