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
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from school.enrollment.models import Enrollment
from school.people.models import Person
from tests import databases
from tests.e2e.line import Line, line_to_the_school
from tests.factories.assessment import make_assessing_cohort
from tests.factories.enrollment import make_enrollment

ROOT = Path(__file__).resolve().parents[2]
PHONE = {"width": 360, "height": 800}
CODE = re.compile(r"\b\d{6}\b")


# What a browser does is the same on every database: the others drive one of them.
ON_BOTH = {"test_main_job"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    once = pytest.mark.skipif(
        connection.vendor == "postgresql", reason="tested once, on SQLite"
    )
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            if item.path.stem not in ON_BOTH:
                item.add_marker(once)


@dataclass(frozen=True)
class School:
    """Where the running school is, and what it has written on its console since `begun`."""

    url: str
    console: Path
    begun: int = 0

    def codes(self) -> list[str]:
        """The one-time codes sent so far; development prints messages on the console."""
        said = self.console.read_bytes()[self.begun :].decode()
        sent = [line for line in said.splitlines() if "[SMS" in line]
        return [
            found[0] for line in sent if (found := CODE.search(line.split("]", 1)[1]))
        ]


@pytest.fixture(scope="session")
def site(
    django_db_setup: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[School]:
    """Started once: it keeps nothing, and the database under it is put back by each test."""
    port = free_port()
    school = School(
        f"http://127.0.0.1:{port}", tmp_path_factory.mktemp("site") / "console.txt"
    )
    command = ["-m", "gunicorn", "school.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--threads", "8", "--no-control-socket", "--log-level", "warning"]
    with running(school, *command):
        wait_until_open(school)
        yield school


@pytest.fixture
def school(
    transactional_db: None, site: School, monkeypatch: pytest.MonkeyPatch
) -> School:
    monkeypatch.setattr(settings, "SITE_URL", site.url)
    return replace(site, begun=site.console.stat().st_size)


@pytest.fixture
def place(school: School, trainee: Person) -> Enrollment:
    """In a class that sits its theory exam."""
    return make_enrollment(make_assessing_cohort(), trainee)


@pytest.fixture
def worker(school: School) -> Iterator[None]:
    """Does what is queued, where a test waits for it."""
    with running(school, "manage.py", "qcluster"):
        yield


@contextmanager
def running(school: School, *command: str) -> Iterator[None]:
    """A process of the school, with all that it starts."""
    port = school.url.rpartition(":")[2]
    with school.console.open("a") as console:
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env={**databases.environment(), "SITE_URL": school.url, "PORT": port},
            stdout=console,
            stderr=console,
            start_new_session=True,
        )
    try:
        yield
    finally:
        process.terminate()
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


def wait_until_open(school: School) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            urlopen(f"{school.url}/account/login/", timeout=20).close()
            return
        except OSError:
            assert time.monotonic() < until, school.console.read_text()
            time.sleep(0.2)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


def chromium() -> str:
    found = shutil.which("chromium")
    assert found, "Chromium is missing. Run: bin/system-packages test"
    return found


def launch(playwright: Playwright, *arguments: str) -> Iterator[Browser]:
    browser = playwright.chromium.launch(
        executable_path=chromium(),
        args=["--no-sandbox", "--disable-dev-shm-usage", *arguments],
    )
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    yield from launch(playwright)


@pytest.fixture
def line() -> Iterator[Line]:
    """What the phone is connected by; a test may cut it."""
    with line_to_the_school() as found:
        yield found


@pytest.fixture
def page(browser: Browser, school: School, line: Line) -> Iterator[Page]:
    """A small phone that speaks Chinese.

    A page's own script error fails the test, and what its content policy refused.
    """
    context = browser.new_context(
        base_url=school.url,
        viewport=PHONE,
        locale="zh-CN",
        accept_downloads=True,
        proxy=line.proxy,
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: refused(said.text) and errors.append(said.text))
    yield page
    context.close()
    assert errors == []


def refused(said: str) -> bool:
    return "Content Security Policy" in said
