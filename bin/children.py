"""What bin/serve.py and bin/with_postgresql.py share: children that outlive nobody."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

STOP_SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
PR_SET_PDEATHSIG = 1


def dies_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    """Have Linux send the child `number` if its parent is killed outright."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(PR_SET_PDEATHSIG, number)


class Stop(Exception):
    """Someone asked this process to stop."""


def raise_on_stop() -> None:
    """Turn the signals that mean stop into one Stop, and ignore those after it.

    A script's background jobs are born ignoring SIGINT, so it is taken back; an
    ignored SIGHUP was the wish of nohup and is left.
    """
    for number in STOP_SIGNALS:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _stop)


def _stop(number: int, frame: FrameType | None) -> None:
    for each in STOP_SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise Stop(signal.Signals(number).name)


def end(
    child: subprocess.Popen[bytes], *, number: signal.Signals, patience: float
) -> None:
    """Ask the child to stop, wait, then kill what is left of its process group."""
    with suppress(ProcessLookupError):
        child.send_signal(number)
    with suppress(subprocess.TimeoutExpired):
        child.wait(patience)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
