"""The cache on a Redis server of its own: what is counted is counted by all processes, and runs out."""

import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from django.core.cache import cache

from school.lib import attempts, database


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """Listens to this machine's file alone."""
    socket = tmp_path / "redis.sock"
    options = {"port": 0, "unixsocket": socket, "save": "", "dir": tmp_path}
    command = [
        word for name, value in options.items() for word in (f"--{name}", str(value))
    ]
    running = subprocess.Popen(["redis-server", *command], stdout=subprocess.DEVNULL)
    end = monotonic() + 30
    while not socket.exists() and monotonic() < end:
        sleep(0.02)
    yield f"unix://{socket}"
    running.terminate()
    running.wait()


@pytest.fixture(autouse=True)
def on_redis(server: str, settings: Any) -> None:
    settings.CACHES = {"default": database.cache(server)}


def take(_time: int) -> bool:
    return attempts.take("look", "somebody", most=50)


def test_of_two_hundred_at_once_fifty_are_let_in() -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(take, range(200)))
    assert answers.count(True) == 50
    assert attempts.take("look", "another", most=50)


def test_what_is_kept_comes_back_and_runs_out() -> None:
    cache.set("known", {"name": "李春花"}, timeout=1)
    assert cache.get("known") == {"name": "李春花"}
    sleep(1.2)
    assert cache.get("known") is None
