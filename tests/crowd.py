"""Many people at one counter over real HTTP: the site with two workers, and a crowd in front."""

import multiprocessing
import os
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.db import connections

from school.courses.models import Cohort
from school.people.models import ConsentText, Person
from tests.cast import signed_in
from tests.factories.people import make_trainee

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
WORKERS, THREADS = 2, 8
PROCESSES = 16
SECONDS = 60
CSRF = "c" * 32


@dataclass(frozen=True)
class Rush:
    """How the crowd was served."""

    answers: Counter[int]
    seconds: float


@contextmanager
def site(
    environment: dict[str, str], application: str = "school.wsgi:application"
) -> Iterator[int]:
    """Two worker processes behind one port, over the database that `environment` names."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", application),
            *("--bind", f"{HOST}:{port}", "--workers", str(WORKERS)),
            *("--threads", str(THREADS), "--timeout", str(SECONDS)),
            *("--log-level", "warning", "--no-control-socket"),
        ],
        cwd=ROOT,
        env=environment,
    )
    try:
        _wait(server, port)
        yield port
    finally:
        server.terminate()
        server.wait(SECONDS)


def sessions(count: int) -> list[str]:
    """So many trainees, signed in; each one's session cookie."""
    return [cookie for _person, cookie in signed_in_people(count)]


def signed_in_people(count: int) -> list[tuple[Person, str]]:
    people = [make_trainee(f"学员{number}") for number in range(count)]
    return [(person, _session(person)) for person in people]


def rush(
    port: int, cookies: Sequence[str], cohort: Cohort, *, under: str = "/enrol/class"
) -> Rush:
    """Everybody applies for the class at the same moment, from many processes."""
    text = ConsentText.objects.current().get(purpose=ConsentText.Purpose.ENROLMENT)
    form = {"version": text.version, "agree": "on", "csrfmiddlewaretoken": CSRF}
    path, body = f"{under}/{cohort.code}/", urlencode(form)
    # A child may not go on with its parent's connection.
    connections.close_all()
    context = multiprocessing.get_context("fork")
    gate, answers = context.Barrier(PROCESSES + 1), context.Queue()
    processes = [
        context.Process(
            target=_apply_all,
            args=(port, path, body, cookies[start::PROCESSES], gate, answers),
        )
        for start in range(PROCESSES)
    ]
    for process in processes:
        process.start()
    gate.wait(SECONDS)
    started = time.perf_counter()
    got = [answers.get(timeout=SECONDS) for _cookie in cookies]
    seconds = time.perf_counter() - started
    for process in processes:
        process.join(SECONDS)
    return Rush(Counter(got), seconds)


def _apply_all(
    port: int, path: str, body: str, cookies: Sequence[str], gate, answers
) -> None:
    gate.wait(SECONDS)
    for cookie in cookies:
        connection = HTTPConnection(HOST, port, timeout=SECONDS)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": (
                f"{settings.SESSION_COOKIE_NAME}={cookie}; "
                f"{settings.CSRF_COOKIE_NAME}={CSRF}"
            ),
        }
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        answer.read()
        answers.put(answer.status)
        connection.close()


def _session(person: Person) -> str:
    return str(signed_in(person).cookies[settings.SESSION_COOKIE_NAME].value)


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        try:
            connection = HTTPConnection(HOST, port, timeout=SECONDS)
            connection.request("GET", "/enrol/")
            connection.getresponse().read()
        except OSError:
            assert server.poll() is None, "gunicorn has ended"
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"no answer on port {port}, process {os.getpid()}")
