"""`make bench` fails when a figure is worse than was promised."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench import run
from tests.bench.measure import Figure

Bench = Callable[..., list[dict[str, object]]]


@pytest.fixture
def bench(tmp_path: Path, settings, monkeypatch) -> Bench:
    """Runs `make bench` over figures as if they had been measured; what it wrote."""
    settings.VAR = tmp_path

    def bench(*figures: Figure) -> list[dict[str, object]]:
        monkeypatch.setattr(run, "BENCHMARKS", [lambda: figures])
        run.main()
        return json.loads((tmp_path / "bench.json").read_text())

    return bench


def batch(value: float, baseline: float | None = 0.9) -> Figure:
    return Figure("batch", value, "s", "naive", baseline, most_ratio=1 / 3)


def size(value: float) -> Figure:
    return Figure("size", value, "kB", "naive", 9000, most=100)


def test_promises_that_are_kept_end_well(bench: Bench) -> None:
    assert bench(batch(0.3), size(100), Figure("free", 1e9, "s")) == [
        {
            "name": "batch",
            "value": 0.3,
            "unit": "s",
            "baseline_name": "naive",
            "baseline": 0.9,
            "ratio": 0.3333,
        },
        {
            "name": "size",
            "value": 100,
            "unit": "kB",
            "baseline_name": "naive",
            "baseline": 9000,
            "ratio": 0.0111,
        },
        {
            "name": "free",
            "value": 1e9,
            "unit": "s",
            "baseline_name": None,
            "baseline": None,
            "ratio": None,
        },
    ]


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (batch(0.31), "batch: ratio 0.34, at most 0.33 promised"),
        (batch(0.1, baseline=None), "batch: no ratio, at most 0.33 promised"),
        (size(100.1), "size: 100.1 kB, at most 100 promised"),
    ],
)
def test_a_broken_promise_fails_after_everything_is_written(
    bench: Bench, tmp_path: Path, figure: Figure, words: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        bench(figure, batch(0.1))
    assert ended.value.code == words
    assert len(json.loads((tmp_path / "bench.json").read_text())) == 2
