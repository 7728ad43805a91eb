from collections.abc import Iterator
from datetime import time
from typing import Any

import pytest
from django.core.cache import cache

from school.lib import sms


@pytest.fixture
def outbox(settings: Any, db: None) -> Iterator[list[tuple[str, str]]]:
    """Every SMS, at whatever hour; and nobody has tried anything yet."""
    settings.SMS_BACKEND = "school.lib.sms.MemoryBackend"
    settings.QUIET_HOURS = (time(0), time(0))
    sms.MemoryBackend.outbox.clear()
    cache.clear()
    yield sms.MemoryBackend.outbox
    cache.clear()
