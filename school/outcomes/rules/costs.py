"""What one completion cost, told from numbers that are shown anyway: it gives none away.

Where every class of a group has its costs complete, and the number who completed in the
group is shown, that is divided by. Else it is put together from the smaller groups inside;
a class whose own number is not shown is left out.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from school.lib.middles import whole
from school.outcomes.rules.breakdown import Count, Line

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """Of a group of classes: what those with complete costs cost, and who completed there."""

    fen: int = 0
    completed: int = 0
    # How many classes it rests on; how many it leaves out, and for which of two reasons.
    classes: int = 0
    not_complete: int = 0
    not_shown: int = 0

    @property
    def each_fen(self) -> int | None:
        """To the fen, half a fen up; None where nobody completed."""
        if not self.completed:
            return None
        return whole(Decimal(self.fen) / self.completed)

    @property
    def everything(self) -> int:
        return self.classes + self.not_complete + self.not_shown

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(
            self.fen + other.fen,
            self.completed + other.completed,
            self.classes + other.classes,
            self.not_complete + other.not_complete,
            self.not_shown + other.not_shown,
        )


def costs(lines: Iterable[Line], spent: Mapping[Key, int | None]) -> dict[Key, Cost]:
    """By group. `spent`: of every completed class, None while its costs are not complete.

    `lines`: the table of the classes as it is shown. A class without a line had nobody.
    """
    shown = {line.key: _completed(line) for line in lines}
    for key in spent:
        shown.setdefault(key, 0)
    groups = {key[:depth] for key in spent for depth in range(len(key) + 1)}
    return {key: _cost(key, groups, shown, spent) for key in sorted(groups)}


def _completed(line: Line) -> int | None:
    cell = line.cells.get(Count.COMPLETED)
    return cell.numerator if cell else None


def _cost(
    key: Key,
    groups: Collection[Key],
    shown: Mapping[Key, int | None],
    spent: Mapping[Key, int | None],
) -> Cost:
    classes = [one for one in spent if one[: len(key)] == key]
    known = _known([spent[one] for one in classes])
    number = shown.get(key)
    if known is not None and number is not None:
        return Cost(known, number, len(classes))
    if key in spent:
        return Cost(not_complete=1) if known is None else Cost(not_shown=1)
    parts = [one for one in groups if len(one) == len(key) + 1 and one[:-1] == key]
    return sum((_cost(part, groups, shown, spent) for part in parts), Cost())


def _known(sums: Sequence[int | None]) -> int | None:
    """Their sum, if each of them is known."""
    known = [one for one in sums if one is not None]
    return sum(known) if len(known) == len(sums) else None
