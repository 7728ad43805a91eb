import time
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache

from school.lib import sms


@pytest.fixture
def outbox(settings: object, db: None) -> Iterator[list[tuple[str, str]]]:
    settings.SMS_BACKEND = "school.lib.sms.MemoryBackend"
    sms.MemoryBackend.outbox.clear()
    cache.clear()
    yield sms.MemoryBackend.outbox
    cache.clear()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Lets seconds pass for allauth."""
    clock, passed = time.time, 0.0

    def let_pass(seconds: float) -> None:
        nonlocal passed
        passed += seconds

    monkeypatch.setattr(time, "time", lambda: clock() + passed)
    return let_pass
