"""Three hundred people sit the theory exam at once, over HTTP, on a PostgreSQL of its own."""

import json
import subprocess
import sys
from collections.abc import Iterator

from tests.bench.measure import Figure
from tests.crowd import ROOT


def saving() -> Iterator[Figure]:
    """Answers that did not arrive, and how much longer a slow save takes than a usual one."""
    found = measured()
    usual, slow = found["p50"], found["p95"]
    yield Figure(
        "exam.lost_answers", found["lost"], "answers", "sent", found["sent"], most=0
    )
    yield Figure(
        "exam.save_p95_over_p50",
        slow / usual,
        "",
        "the most that was promised",
        5,
        # Under, not up to: what the school promised itself.
        most=4.999,
    )
    yield Figure("exam.save_p50", usual * 1000, "ms")
    yield Figure("exam.save_p95", slow * 1000, "ms")


def measured() -> dict[str, float]:
    """What tests.bench.sittings found."""
    command = [sys.executable, "bin/with_postgresql.py", sys.executable, "-m"]
    done = subprocess.run(
        [*command, "tests.bench.sittings"], cwd=ROOT, check=True, stdout=subprocess.PIPE
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found
