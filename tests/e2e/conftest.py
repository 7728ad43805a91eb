"""The running school: site and worker as processes of their own, and a phone's browser."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests import databases

ROOT = Path(__file__).resolve().parents[2]
PHONE = {"width": 360, "height": 800}
CODE = re.compile(r"\b\d{6}\b")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@dataclass(frozen=True)
class School:
    """Where the running school is, and what it wrote on its console."""

    url: str
    console: Path

    def codes(self) -> list[str]:
        """The one-time codes sent so far; development prints messages on the console."""
        sent = [
            line for line in self.console.read_text().splitlines() if "[SMS" in line
        ]
        return [
            found[0] for line in sent if (found := CODE.search(line.split("]", 1)[1]))
        ]


@pytest.fixture
def school(
    transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[School]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    monkeypatch.setattr(settings, "SITE_URL", url)
    environment = {**databases.environment(), "SITE_URL": url, "PORT": str(port)}
    console = tmp_path / "console.txt"
    site = ["-m", "gunicorn", "school.wsgi", "--bind", f"127.0.0.1:{port}"]
    site += ["--threads", "8", "--no-control-socket", "--log-level", "warning"]
    with console.open("w") as output:
        processes = [
            subprocess.Popen(
                [sys.executable, *command],
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
            for command in (site, ["manage.py", "qcluster"])
        ]
    try:
        wait_until_open(url, console)
        yield School(url, console)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(15)
            end_group(process.pid)


def end_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_open(url: str, console: Path) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            urlopen(f"{url}/account/login/", timeout=20).close()
            return
        except OSError:
            assert time.monotonic() < until, console.read_text()
            time.sleep(0.2)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


def launch(playwright: Playwright, *arguments: str) -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    assert chromium, "Chromium is missing. Run: bin/system-packages test"
    browser = playwright.chromium.launch(
        executable_path=chromium,
        args=["--no-sandbox", "--disable-dev-shm-usage", *arguments],
    )
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    yield from launch(playwright)


@pytest.fixture
def page(browser: Browser, school: School) -> Iterator[Page]:
    """A small phone that speaks Chinese; a page's own script error fails the test."""
    context = browser.new_context(
        base_url=school.url, viewport=PHONE, locale="zh-CN", accept_downloads=True
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []
