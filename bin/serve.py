"""Serves the school: prepares the database, then runs site and worker until told to stop.

If the site or the worker ends by itself, the other is stopped and the exit says so.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from children import Stop, dies_with_parent, end, raise_on_stop

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
HOST = "127.0.0.1"
PATIENCE = 15.0


class Trouble(Exception):
    """The school cannot open, or part of it ended."""


def port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Trouble(
            f"PORT is {text!r}. Write a number, for example: make run PORT=8001"
        )
    number = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, number))
        except OSError as reason:
            raise Trouble(
                f"Port {number} cannot be used ({reason.strerror}). Close what uses it, "
                f"or choose another one: make run PORT={number % 65535 + 1}"
            ) from None
    return number


def start(*command: str) -> subprocess.Popen[bytes]:
    # A group of its own: Ctrl-C at the terminal reaches this process only, which
    # then stops the children in order.
    return subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        process_group=0,
        preexec_fn=dies_with_parent(signal.SIGTERM),
    )


def site(number: int) -> subprocess.Popen[bytes]:
    return start(
        *(PYTHON, "-m", "gunicorn", "school.wsgi:application"),
        *("--bind", f"{HOST}:{number}", "--threads", "8", "--timeout", "60"),
        *("--log-level", "warning", "--no-control-socket"),
    )


def worker() -> subprocess.Popen[bytes]:
    return start(PYTHON, "manage.py", "qcluster")


class Make:
    """The make that started this process.

    A signal sent to make alone never reaches its children: on SIGINT make only waits
    for them, with SIGINT blocked meanwhile, which /proc shows; on SIGKILL it is gone.
    """

    def __init__(self) -> None:
        self.pid = os.getppid()
        self.has_listened = False

    def wants_stop(self) -> bool:
        if os.getppid() != self.pid:
            return True
        if self.blocks_interrupt():
            return self.has_listened
        self.has_listened = True
        return False

    def blocks_interrupt(self) -> bool:
        try:
            status = Path(f"/proc/{self.pid}/status").read_text()
        except OSError:
            return False
        blocked = next(
            line for line in status.splitlines() if line.startswith("SigBlk")
        )
        return bool(int(blocked.split()[1], 16) >> (signal.SIGINT - 1) & 1)


def prepare(make: Make) -> None:
    preparing = start(PYTHON, "bin/prepare.py")
    try:
        while preparing.poll() is None:
            pause(make)
    finally:
        end(preparing, number=signal.SIGTERM, patience=PATIENCE)
    if preparing.returncode:
        raise Trouble("The database could not be prepared; the lines above say why.")


def pause(make: Make) -> None:
    time.sleep(0.1)
    if make.wants_stop():
        raise Stop


def answers(number: int) -> bool:
    connection = http.client.HTTPConnection(HOST, number, timeout=30)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


def watch(parts: dict[str, subprocess.Popen[bytes]], number: int, make: Make) -> None:
    is_open = False
    while True:
        for name, part in parts.items():
            if part.poll() is not None:
                raise Trouble(f"The {name} ended by itself (exit {part.returncode}).")
        if not is_open and answers(number):
            is_open = True
            print(
                f"\nThe school is open: http://{HOST}:{number}/  (Ctrl-C closes it)\n",
                flush=True,
            )
        pause(make)


def run() -> None:
    make = Make()
    number = port()
    prepare(make)
    parts: dict[str, subprocess.Popen[bytes]] = {}
    try:
        parts["site"] = site(number)
        parts["worker"] = worker()
        watch(parts, number, make)
    finally:
        for part in parts.values():
            part.send_signal(signal.SIGTERM)
        for part in parts.values():
            end(part, number=signal.SIGTERM, patience=PATIENCE)


def main() -> int:
    raise_on_stop()
    try:
        run()
    except Stop:
        print("The school is closed.", flush=True)
    except Trouble as trouble:
        print(trouble, file=sys.stderr, flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
