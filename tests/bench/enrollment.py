"""The last seats: two hundred people at once over HTTP, against counting and then inserting."""

import json
import subprocess
import sys
from collections.abc import Iterator

from tests.bench.measure import Figure
from tests.crowd import ROOT

BASELINE = "naive count, then insert"


def seats() -> Iterator[Figure]:
    """Applications a second and seats given twice, on a PostgreSQL of its own."""
    ours, naive = measured()
    yield Figure("enrollment.rate", ours["rate"], "/s", BASELINE, naive["rate"])
    yield Figure(
        "enrollment.oversold",
        ours["oversold"],
        "seats",
        BASELINE,
        naive["oversold"],
        most=0,
    )


def measured() -> list[dict[str, float]]:
    """What tests.bench.rush found: the school's own way, then the naive one."""
    command = [sys.executable, "bin/with_postgresql.py", sys.executable, "-m"]
    done = subprocess.run(
        [*command, "tests.bench.rush"], cwd=ROOT, check=True, stdout=subprocess.PIPE
    )
    found: list[dict[str, float]] = json.loads(done.stdout.splitlines()[-1])
    return found
