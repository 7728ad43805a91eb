"""What may be counted of complaints without telling of anybody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from school.lib.masking import SMALLEST


@dataclass(frozen=True, slots=True)
class Complaint:
    """A suggestion as the course's team counts it: whose, of which class, and what it teaches again."""

    worker: int
    # None: of a worker who was in no class of this edition.
    cohort: int | None
    standard: int
    modules: frozenset[int]


@dataclass(frozen=True, slots=True)
class Cell:
    """How many complaints, of how many workers; hidden where those are few."""

    complaints: int = 0
    workers: int = 0
    is_hidden: bool = False


def cell(complaints: Iterable[Complaint]) -> Cell:
    found = list(complaints)
    workers = len({one.worker for one in found})
    return Cell(len(found), workers, is_hidden=0 < workers < SMALLEST)


Grid = Sequence[Sequence[Cell]]


def told(grid: Grid) -> list[list[Cell]]:
    """The grid, its sums in the last row and column, with nothing hidden that a sum gives away.

    Where one cell of a line alone is hidden, the sum less the others would tell it: the
    smallest of the others is hidden too, the sum itself if there is no other.
    """
    rows = [list(row) for row in grid]
    across = [[(i, j) for j in range(len(row))] for i, row in enumerate(rows)]
    down = [list(column) for column in zip(*across, strict=True)]
    while places := [one for line in (*across, *down) for one in _to_hide(rows, line)]:
        for i, j in places:
            rows[i][j] = replace(rows[i][j], is_hidden=True)
    return rows


def _to_hide(
    rows: Sequence[Sequence[Cell]], line: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    hidden = [place for place in line if rows[place[0]][place[1]].is_hidden]
    shown = [
        place
        for place in line
        if place not in hidden and rows[place[0]][place[1]].workers
    ]
    if len(hidden) != 1 or not shown:
        return []
    return [min(shown, key=lambda at: (rows[at[0]][at[1]].complaints, at))]
