"""Who is next: who was promised a place, the published criteria of a class, then who came first."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

# The merit of whoever put a place off for one in this class: before all that a class publishes.
PROMISED = "promised"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One who waits: the number drawn on joining the line, and the criteria met."""

    key: int
    number: int
    kind: str = ""
    merits: frozenset[str] = frozenset()

    @property
    def is_promised(self) -> bool:
        return PROMISED in self.merits


@dataclass(frozen=True, slots=True)
class Position:
    """A place in line, and why it is that one."""

    number: int
    # How many stand ahead by a criterion, and how many only because they came first.
    ahead_by_rule: int
    ahead_by_time: int
    # By which of the criteria met somebody stands before others who came earlier.
    lifted_by: tuple[str, ...]
    unmet: tuple[str, ...]


def rank(criteria: Sequence[str], merits: Collection[str]) -> tuple[bool, ...]:
    """Sorts before another rank if an earlier criterion is met that the other does not meet."""
    return tuple(one not in merits for one in (PROMISED, *criteria))


def in_order(criteria: Sequence[str], waiting: Iterable[Waiting]) -> list[Waiting]:
    return sorted(waiting, key=lambda one: (rank(criteria, one.merits), one.number))


def position_of(
    key: int, criteria: Sequence[str], waiting: Iterable[Waiting]
) -> Position:
    line = in_order(criteria, waiting)
    place = next(index for index, one in enumerate(line) if one.key == key)
    merits = line[place].merits
    own = rank(criteria, merits)
    passed = [one for one in line[place:] if one.number < line[place].number]
    lifts = {_first_difference(own, rank(criteria, one.merits)) for one in passed}
    ahead_by_rule = sum(rank(criteria, one.merits) < own for one in line[:place])
    return Position(
        number=place + 1,
        ahead_by_rule=ahead_by_rule,
        ahead_by_time=place - ahead_by_rule,
        lifted_by=tuple(
            one for at, one in enumerate((PROMISED, *criteria)) if at in lifts
        ),
        unmet=tuple(one for one in criteria if one not in merits),
    )


def _first_difference(one: tuple[bool, ...], other: tuple[bool, ...]) -> int:
    return next(
        at for at, pair in enumerate(zip(one, other, strict=True)) if len({*pair}) > 1
    )
