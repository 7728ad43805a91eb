"""A cluster of workers as a process of its own, and how its power is cut."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests import databases

Cluster = subprocess.Popen[bytes]
Start = Callable[[], Cluster]


@pytest.fixture
def start(transactional_db: None, tmp_path: Path) -> Iterator[Start]:
    """Starts the worker as `make run` does, in a process group of its own."""
    started: list[Cluster] = []
    console = (tmp_path / "console.txt").open("wb")

    def start() -> Cluster:
        cluster = subprocess.Popen(
            [sys.executable, "manage.py", "qcluster"],
            cwd=settings.BASE_DIR,
            env=databases.environment(),
            stdout=console,
            stderr=console,
            start_new_session=True,
        )
        started.append(cluster)
        return cluster

    yield start
    for cluster in started:
        if cluster.returncode is None:
            cut_power(cluster)
    console.close()


def cut_power(cluster: Cluster) -> None:
    """Kill everything of it at once: nobody is left to notice, and nobody says goodbye."""
    os.killpg(cluster.pid, signal.SIGKILL)
    cluster.wait()
    wait_until(lambda: not any(map(is_running, members(cluster.pid))))


def members(group: int) -> list[Path]:
    return [
        one
        for one in Path("/proc").glob("[0-9]*/stat")
        if fields(one)[2:3] == [str(group)]
    ]


def is_running(process: Path) -> bool:
    return fields(process)[:1] not in ([], ["Z"])


def fields(process: Path) -> list[str]:
    """State, parent, group and so on; nothing for a process that is gone."""
    try:
        return process.read_text().rsplit(")", 1)[1].split()
    except OSError:
        return []


def wait_until(truth: Callable[[], bool]) -> None:
    until = time.monotonic() + 120
    while not truth():
        assert time.monotonic() < until
        time.sleep(0.25)
