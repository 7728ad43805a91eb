"""Runs every benchmark, prints a table, writes `var/bench.json`; fails where a promise is broken."""

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings

from tests.bench import (
    certificates,
    enrollment,
    exam,
    outcomes,
    pages,
    points,
    results,
    service,
    term,
    wages,
)
from tests.bench.measure import Figure

BENCHMARKS: list[Callable[[], Iterable[Figure]]] = [
    certificates.batch,
    certificates.size,
    certificates.thousand,
    pages.pages,
    term.term,
    enrollment.seats,
    exam.saving,
    results.results,
    points.points,
    outcomes.outcomes,
    service.service,
    wages.wages,
]
ROW = "{:<28} {:>10} {:<8} {:>10} {:>8}  {}"


def main() -> None:
    print(ROW.format("benchmark", "value", "unit", "baseline", "ratio", "against"))
    figures = []
    for benchmark in BENCHMARKS:
        for figure in benchmark():
            figures.append(figure)
            print(row(figure), flush=True)
    target = Path(settings.VAR) / "bench.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    words = [figure.as_dict() for figure in figures]
    target.write_text(json.dumps(words, indent=2, ensure_ascii=False) + "\n")
    print(f"Written to {target}.")
    if broken := [f"{one.name}: {words}" for one in figures if (words := one.broken())]:
        sys.exit("\n".join(broken))


def row(figure: Figure) -> str:
    return ROW.format(
        figure.name,
        f"{figure.value:.4g}",
        figure.unit,
        "" if figure.baseline is None else f"{figure.baseline:.4g}",
        "" if figure.ratio is None else f"{figure.ratio:.2f}",
        figure.baseline_name or "",
    )
