"""Counting attempts, in the database's cache."""

import time
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache, caches
from django.utils import timezone

from school.lib import attempts

pytestmark = pytest.mark.django_db
WINDOW = 600


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    cache.clear()
    # The next window: what is kept in it has not run out by the real clock.
    now = [(time.time() // WINDOW + 1) * WINDOW + 1]
    moved = SimpleNamespace(time=lambda: now[0])
    monkeypatch.setattr("school.lib.attempts.time", moved)
    return now


def taken(times: int) -> list[bool]:
    return [attempts.take("look", "somebody", most=3) for _each in range(times)]


def test_the_fourth_of_three_is_refused() -> None:
    assert taken(4) == [True, True, True, False]
    assert attempts.take("look", "another", most=3)


def test_asking_on_and_on_does_not_push_the_end_away(clock: list[float]) -> None:
    taken(4)
    for _each in range(9):
        clock[0] += WINDOW / 10
        taken(1)
    clock[0] += WINDOW / 10
    assert taken(1) == [True]


def test_a_busy_evening_is_not_forgotten() -> None:
    taken(4)
    for number in range(400):
        cache.set(f"other:{number}", 1, WINDOW)
    assert taken(1) == [False]


def test_the_count_of_a_day_outlasts_a_quiet_hour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def take() -> bool:
        return attempts.take("look", "somebody", most=2, seconds=24 * 60 * 60)

    assert [take(), take()] == [True, True]
    later = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr("django.core.cache.backends.db.tz_now", lambda: later)
    assert not take()


def test_of_two_at_once_none_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """One reads the count, the other counts on, and then the first writes."""
    kind = type(caches["default"])
    read, others = kind.get, iter([True])

    def meanwhile(*args: Any, **kwargs: Any) -> Any:
        found = read(*args, **kwargs)
        if next(others, False):
            taken(1)
        return found

    assert taken(1) == [True]
    monkeypatch.setattr(kind, "get", meanwhile)
    assert taken(1) == [True]
    assert taken(1) == [False]
