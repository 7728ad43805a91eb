"""Drawing stations, and what one examiner's sheet comes to."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from random import Random
from typing import Literal, TypeAlias, get_args

FAIL_STATION, FAIL_PRACTICAL = "fail_station", "fail_practical"
Press: TypeAlias = Literal["none", "half", "full", "minus", "plus"]
# None of them is taken for another, spoken or written.
LETTERS = "ABDEFHKMNPRTWXY"
PRESSES: frozenset[str] = frozenset(get_args(Press))
# Examiners do not see each other's sheets; a moderator sees theirs; an appeal comes last.
BLIND, MODERATOR, APPEAL = range(3)


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
    # Those of which it says that they were not so.
    lifted: frozenset[int] = frozenset()
    # Whose word it is: `BLIND`, `MODERATOR`, or `APPEAL` and above, in their order.
    rank: int = BLIND

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


def unforeseen_number(taken: Collection[int], *, seats: int, seed: int) -> int:
    """A free number that says nothing of who came first."""
    most = max(2 * seats, len(taken) + 10)
    free = [number for number in range(1, most + 1) if number not in taken]
    return Random(f"number {seed}").choice(free)


def check_letters(seed: int, number: int) -> str:
    """Two letters that only she who has the number, and whoever marks her, can know."""
    mixed = int.from_bytes(sha256(f"{seed} {number}".encode()).digest()[:4])
    first, second = divmod(mixed % len(LETTERS) ** 2, len(LETTERS))
    return LETTERS[first] + LETTERS[second]


def fold(marks: Iterable[Mark]) -> dict[int, int]:
    """The latest mark of each subject counts, in whatever order they are given."""
    ordered = sorted(marks, key=lambda mark: mark.sequence)
    latest = {mark.subject: mark.value for mark in ordered}
    return {subject: value for subject, value in latest.items() if value is not None}


def fold_all(
    rows: Iterable[tuple[int, int, int | None]],
) -> dict[int, dict[int, int]]:
    """Many sheets in one pass, over (sheet, subject, value) in the order they were kept."""
    sheets: dict[int, dict[int, int]] = {}
    for name, subject, value in rows:
        sheet = sheets.setdefault(name, {})
        if value is None:
            sheet.pop(subject, None)
        else:
            sheet[subject] = value
    return sheets


def sheet(item_marks: Iterable[Mark], critical_marks: Iterable[Mark]) -> Sheet:
    return folded(fold(item_marks), fold(critical_marks))


def folded(
    points: Mapping[int, int], seen: Mapping[int, int], rank: int = BLIND
) -> Sheet:
    return Sheet(
        points=points,
        critical=frozenset(fail for fail, is_seen in seen.items() if is_seen),
        lifted=frozenset(fail for fail, is_seen in seen.items() if not is_seen),
        rank=rank,
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
