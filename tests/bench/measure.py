"""What a benchmark answers, and how time is taken."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured value, beside the baseline measured in the same run.

    `most` and `most_ratio` are what the project has promised of it.
    """

    name: str
    value: float
    unit: str
    baseline_name: str | None = None
    baseline: float | None = None
    most: float | None = None
    most_ratio: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.value / self.baseline if self.baseline else None

    def broken(self) -> str:
        """Which promise is broken, in words; nothing while all are kept."""
        if self.most is not None and self.value > self.most:
            return f"{self.value:.4g} {self.unit}, at most {self.most:.4g} promised"
        if self.most_ratio is None:
            return ""
        if self.ratio is None:
            return f"no ratio, at most {self.most_ratio:.2f} promised"
        if self.ratio > self.most_ratio:
            return f"ratio {self.ratio:.2f}, at most {self.most_ratio:.2f} promised"
        return ""

    def as_dict(self) -> dict[str, str | float | None]:
        return {
            "name": self.name,
            "value": round(self.value, 4),
            "unit": self.unit,
            "baseline_name": self.baseline_name,
            "baseline": None if self.baseline is None else round(self.baseline, 4),
            "ratio": None if self.ratio is None else round(self.ratio, 4),
        }


def side_by_side(*works: Callable[[], object], rounds: int = 3) -> list[float]:
    """The fastest of some rounds of each, in seconds, the works taking turns.

    What else the machine does only adds to a time, and taking turns keeps it from
    falling on one of them alone.
    """
    fastest = [float("inf")] * len(works)
    for _round in range(rounds):
        for index, work in enumerate(works):
            start = time.perf_counter()
            work()
            fastest[index] = min(fastest[index], time.perf_counter() - start)
    return fastest
