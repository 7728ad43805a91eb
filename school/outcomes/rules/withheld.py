"""Which figures a class does not tell, because of the school's figures and the other classes.

By the hidden sets of the school's own table of classes, for every figure that a page has.
Where nothing else gives a small number away, its bound may stand.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from school.lib.hiding import Group, hidden
from school.lib.masking import SMALLEST
from school.outcomes.rules.breakdown import (
    PART_OF,
    TELLS_REST_OF,
    Count,
    Kind,
    Member,
)
from school.outcomes.rules.rows import LeftOut, Row, pair_of, stayed, why_left_out
from school.wages.rules import MONTHS_ASKED

Key = tuple[str, ...]
OF_THE_ROLL: Final = (Count.ROLL, Count.COMPLETED, Count.CERTIFIED, Count.EXTERNAL)


@dataclass(frozen=True, slots=True)
class Figure:
    """A count or a reason, at which question, of which pay."""

    count: Count | LeftOut
    months: int = 0
    like: tuple[str, str] | None = None

    def beside(self, count: Count) -> "Figure":
        """Another count of the same question and pay, as far as it has one."""
        if count in OF_THE_ROLL:
            return Figure(count)
        like = self.like if count in (Count.PAIRED, Count.ROSE) else None
        return Figure(count, self.months, like)

    @property
    def part_of(self) -> "Figure | None":
        if isinstance(self.count, LeftOut) or self.count not in PART_OF:
            return None
        return self.beside(PART_OF[self.count])

    @property
    def rests(self) -> list["Figure"]:
        if isinstance(self.count, LeftOut):
            return []
        return [self.beside(whole) for whole in TELLS_REST_OF.get(self.count, ())]


def withheld(members: Iterable[Member], key: Key) -> dict[Figure, bool]:
    """Which figures of the class are not told; with whether a bound of them may be."""
    leaves: dict[Key, dict[Figure, set[int]]] = {}
    for member in members:
        counted = leaves.setdefault(member.groups[Kind.CLASS], {})
        for figure in _figures_of(member.row):
            counted.setdefault(figure, set()).add(member.person)
    figures = sorted(
        {figure for counted in leaves.values() for figure in counted}, key=_order
    )
    whole = _group((), leaves, figures)
    out: dict[Figure, frozenset[object]] = {}
    found: dict[Figure, bool] = {}
    for figure in figures:
        part_of = figure.part_of
        besides = out[part_of] if part_of else frozenset()
        out[figure] = hidden(whole, figure, besides=besides)
        if key in out[figure]:
            found[figure] = key not in besides and _may_be_bound(
                whole, figure, out[figure], besides, key
            )
    return found


def _order(figure: Figure) -> int:
    """What another is a part of comes before it."""
    part_of = figure.part_of
    return 1 + _order(part_of) if part_of else 0


def _figures_of(row: Row) -> Iterator[Figure]:
    yield Figure(Count.ROLL)
    if row.is_completed:
        yield Figure(Count.COMPLETED)
    if row.is_certified:
        yield Figure(Count.CERTIFIED)
    if row.is_completed and row.has_external:
        yield Figure(Count.EXTERNAL)
    for months in MONTHS_ASKED:
        yield from _of_a_question(row, months)


def _of_a_question(row: Row, months: int) -> Iterator[Figure]:
    if answer := row.told(months):
        yield Figure(Count.REACHED, months)
        if answer.employed:
            yield Figure(Count.EMPLOYED, months)
    if months > MONTHS_ASKED[0] and (stays := stayed(row, months)) is not None:
        yield Figure(Count.STAY_KNOWN, months)
        if stays:
            yield Figure(Count.STAYED, months)
    if pair := pair_of(row, months):
        before, then = pair
        like = (before.kind, before.basis)
        yield Figure(Count.PAIRED, months, like)
        if then.fen > before.fen:
            yield Figure(Count.ROSE, months, like)
    elif reason := why_left_out(row, months):
        yield Figure(reason, months)


def _group(
    key: Key,
    leaves: Mapping[Key, Mapping[Figure, set[int]]],
    figures: Sequence[Figure],
) -> Group:
    if key in leaves:
        counted = leaves[key]
        return Group(key, {figure: _told(figure, counted) for figure in figures})
    depth = len(key) + 1
    inner: dict[Key, dict[Key, Mapping[Figure, set[int]]]] = {}
    for leaf, counted in leaves.items():
        inner.setdefault(leaf[:depth], {})[leaf] = counted
    parts = [_group(name, inner[name], figures) for name in sorted(inner)]
    told = {
        figure: [
            frozenset().union(*sets)
            for sets in zip(*(part.told[figure] for part in parts), strict=True)
        ]
        for figure in figures
    }
    return Group(key, told, parts)


def _told(figure: Figure, counted: Mapping[Figure, set[int]]) -> list[frozenset[int]]:
    who = frozenset(counted.get(figure, ()))
    return [who, *(frozenset(counted.get(rest, ())) - who for rest in figure.rests)]


def _may_be_bound(
    whole: Group,
    figure: Figure,
    out: frozenset[object],
    besides: frozenset[object],
    key: Key,
) -> bool:
    """Whether "at most four" leaves each of one to four possible, for all hidden with it.

    They add up to what the nearest group around them that is shown has, less the others.
    """
    around = whole
    while inner := [
        part
        for part in around.parts
        if part.key not in out and part.key == key[: len(_key(part))]
    ]:
        around = inner[0]
    away = [leaf for leaf in _leaves(around, out) if leaf.key in out]
    spans = [_span(leaf, figure, leaf.key in besides) for leaf in away]
    total = (
        _span(whole, figure, False)
        if whole.key in out
        else (sum(len(leaf.told[figure][0]) for leaf in away),) * 2
    )
    least, most = sum(low for low, _high in spans), sum(high for _low, high in spans)
    return all(
        total[0] - (most - high) <= low and high <= total[1] - (least - low)
        for leaf, (low, high) in zip(away, spans, strict=True)
        if _is_small(leaf, figure)
    )


def _key(group: Group) -> Key:
    assert isinstance(group.key, tuple)
    return group.key


def _leaves(group: Group, out: frozenset[object]) -> Iterator[Group]:
    """The classes within, those of groups shown left out: their own sum is known."""
    for part in group.parts:
        if part.key in out and part.parts:
            yield from _leaves(part, out)
        elif not part.parts:
            yield part


def _is_small(group: Group, figure: Figure) -> bool:
    return any(0 < len(people) < SMALLEST for people in group.told[figure])


def _span(group: Group, figure: Figure, is_shut: bool) -> tuple[int, int]:
    """Between what a reader who knows how this is done supposes the number."""
    who, *rests = group.told[figure]
    count, least = len(who), SMALLEST - 1
    spans = [(1, least)] if 0 < count <= least else []
    spans += [
        (count + len(rest) - least, count + len(rest) - 1)
        for rest in rests
        if 0 < len(rest) <= least
    ]
    if is_shut:
        return count, count
    if not spans:
        most = min([count + len(rest) - SMALLEST for rest in rests], default=count)
        spans = [(SMALLEST, most)] if SMALLEST <= count <= most else [(count, count)]
    return max(low for low, _high in spans), min(high for _low, high in spans)
