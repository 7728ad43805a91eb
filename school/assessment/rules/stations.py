"""Drawing stations, and what one examiner's sheet comes to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Literal, TypeAlias, get_args

FAIL_STATION, FAIL_PRACTICAL = "fail_station", "fail_practical"
Press: TypeAlias = Literal["none", "half", "full", "minus", "plus"]
PRESSES: frozenset[str] = frozenset(get_args(Press))


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of a sheet's ledger. `sequence` is the order in which lines were kept."""

    sequence: int
    subject: int
    # None: what was given before is taken back.
    value: int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One examiner's sheet, folded: points by item, critical fails seen."""

    points: Mapping[int, int] = field(default_factory=dict)
    critical: frozenset[int] = frozenset()

    @property
    def total(self) -> int:
        return sum(self.points.values())


def draw_stations(
    mandatory: Iterable[int], pool: Iterable[int], *, count: int, seed: int
) -> list[int]:
    """Every mandatory station, and `count` different ones of the pool."""
    always = sorted(set(mandatory))
    others = sorted(set(pool) - set(always))
    return sorted([*always, *Random(seed).sample(others, min(count, len(others)))])


def fold(marks: Iterable[Mark]) -> dict[int, int]:
    """The latest mark of each subject counts, in whatever order they are given."""
    ordered = sorted(marks, key=lambda mark: mark.sequence)
    latest = {mark.subject: mark.value for mark in ordered}
    return {subject: value for subject, value in latest.items() if value is not None}


def sheet(item_marks: Iterable[Mark], critical_marks: Iterable[Mark]) -> Sheet:
    seen = fold(critical_marks)
    return Sheet(
        points=fold(item_marks),
        critical=frozenset(subject for subject, is_seen in seen.items() if is_seen),
    )


def half(points: int) -> int:
    """Half of an item's points; an odd point goes to the trainee."""
    return (points + 1) // 2


def pressed(now: int | None, press: Press, *, full: int) -> int:
    """The points of an item after a button was pressed."""
    if press == "none":
        return 0
    if press == "full":
        return full
    if press == "half":
        return half(full)
    step = 1 if press == "plus" else -1
    # From an unmarked item "minus" begins at the top, "plus" at the bottom.
    start = now if now is not None else (0 if press == "plus" else full)
    return min(max(start + step, 0), full)
