from datetime import time
from typing import Any

import pytest

from school.lib import queue


@pytest.fixture(autouse=True)
def no_quiet_hours(settings: Any) -> None:
    """The clock on the wall decides nothing here; tests of the quiet set it themselves."""
    settings.QUIET_HOURS = (time(0), time(0))


@pytest.fixture
def queued(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """What would be handed to the worker."""
    handed: list[tuple[object, ...]] = []
    monkeypatch.setattr(
        queue, "enqueue", lambda task, *args: handed.append((task, *args))
    )
    return handed
