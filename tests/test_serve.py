"""`make run` opens site and worker together, and closes both however it is told to stop."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Stand-ins that note their process and stay: what is tested is who starts and stops them.
STAY = """
import os, pathlib, sys, time
pathlib.Path("{name}.pid").write_text(str(os.getpid()))
"""
SITE = """
import http.server, sys
host, port = sys.argv[sys.argv.index("--bind") + 1].split(":")
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
    def log_message(self, *words):
        pass
http.server.HTTPServer((host, int(port)), Page).serve_forever()
"""


@pytest.fixture
def school(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "bin", tmp_path / "bin")
    (tmp_path / "bin/prepare.py").write_text("print('prepared')")
    (tmp_path / "gunicorn").mkdir()
    (tmp_path / "gunicorn/__init__.py").touch()
    (tmp_path / "gunicorn/__main__.py").write_text(STAY.format(name="site") + SITE)
    (tmp_path / "manage.py").write_text(STAY.format(name="worker") + "time.sleep(60)")
    (tmp_path / "Makefile").write_text(f"run:\n\t@{sys.executable} bin/serve.py\n")
    return tmp_path


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def start(school: Path, port: int) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    started = []

    def start(*command: str, **how: object) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            command or (sys.executable, "bin/serve.py"),
            cwd=school,
            env={**os.environ, "PORT": str(port)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            **{"preexec_fn": heed_signals, **how},
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def wait_for(truth: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not truth():
        assert time.monotonic() < until
        time.sleep(0.05)


def is_running(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def pids(school: Path) -> list[int]:
    """Wait until both parts run, and return their processes."""
    notes = [school / "site.pid", school / "worker.pid"]
    wait_for(lambda: all(note.exists() and note.read_text() for note in notes))
    return [int(note.read_text()) for note in notes]


def are_gone(processes: list[int]) -> bool:
    return not any(is_running(pid) for pid in processes)


def heed_signals() -> None:
    """Whatever nohup or a script's background had these tests ignore."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def ignore_interrupts() -> None:
    """As a shell without job control does for what it puts in the background."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_closes_both(start, school: Path, port: int, number: int) -> None:
    serving = start()
    parts = pids(school)
    assert serving.stdout.readline() == "prepared\n"
    assert serving.stdout.readline() + serving.stdout.readline() == (
        f"\nThe school is open: http://127.0.0.1:{port}/  (Ctrl-C closes it)\n"
    )
    serving.send_signal(number)
    assert "The school is closed." in serving.communicate(timeout=20)[0]
    assert serving.returncode == 0
    assert are_gone(parts)


def test_a_background_job_can_be_interrupted(start, school: Path) -> None:
    serving = start(preexec_fn=ignore_interrupts)
    parts = pids(school)
    serving.send_signal(signal.SIGINT)
    serving.communicate(timeout=20)
    assert are_gone(parts)


def test_ctrl_c_reaches_make_and_closes_both(start, school: Path) -> None:
    make = start("make", "run")
    parts = pids(school)
    os.killpg(make.pid, signal.SIGINT)
    assert "The school is closed." in make.communicate(timeout=20)[0]
    assert are_gone(parts)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_signal_to_make_alone_closes_both(start, school: Path, number: int) -> None:
    make = start("make", "run")
    parts = pids(school)
    make.send_signal(number)
    make.communicate(timeout=20)
    wait_for(lambda: are_gone(parts))


def test_a_killed_supervisor_leaves_nobody_behind(start, school: Path) -> None:
    serving = start()
    parts = pids(school)
    serving.kill()
    wait_for(lambda: are_gone(parts))


@pytest.mark.parametrize(("which", "name"), [(0, "site"), (1, "worker")])
def test_if_one_ends_the_other_is_stopped(
    start, school: Path, which: int, name: str
) -> None:
    serving = start()
    parts = pids(school)
    os.kill(parts[which], signal.SIGKILL)
    assert f"The {name} ended by itself" in serving.communicate(timeout=20)[0]
    assert serving.returncode == 1
    assert are_gone(parts)


def test_a_port_in_use_is_refused_before_anything_starts(
    start, school: Path, port: int
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        serving = start()
        words = serving.communicate(timeout=20)[0]
    assert f"Port {port} cannot be used" in words
    assert "prepared" not in words
    assert serving.returncode == 1
    assert not (school / "site.pid").exists()


def test_a_failed_preparation_starts_nothing(start, school: Path) -> None:
    (school / "bin/prepare.py").write_text("raise SystemExit('the disk is full')")
    serving = start()
    words = serving.communicate(timeout=20)[0]
    assert "the disk is full" in words
    assert "could not be prepared" in words
    assert serving.returncode == 1
    assert not (school / "site.pid").exists()
