"""Which groups of a breakdown are not shown, so that nobody's number can be worked out.

A table that adds up gives a hidden line away: the sum less the others. So lines are hidden
until those hidden together are people enough, and who reads all tables at once learns no
more than one sum of them: the groups of each kind are parts of the same whole, and tell of
each other by that whole alone.
"""

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from school.lib.masking import SMALLEST

# One to four people and five more that are no bound for them: any of 1, 2, 3 and 4 stays
# possible for a group of which a page of its own says "at most four".
TOGETHER: Final = 2 * SMALLEST - 1


@dataclass(frozen=True, slots=True)
class Group:
    """People, and the smaller groups that they fall into.

    `told`: by figure, the sets of people whose number it tells: who counts, and who does
    not. People and not rows: who took two courses is one.
    """

    key: Hashable
    told: Mapping[Any, Sequence[frozenset[int]]]
    parts: Sequence["Group"] = ()

    def within(self) -> Iterator["Group"]:
        yield self
        for part in self.parts:
            yield from part.within()


def hidden(
    whole: Group, figure: Hashable, *, besides: Collection[Hashable] = ()
) -> frozenset[Hashable]:
    """The keys of the groups of which the figure is not shown.

    `besides`: those of which the figure that this one is a part of is not shown.
    """
    if whole.key in besides or _tells_of_few([whole], figure):
        return frozenset(group.key for group in whole.within())
    found: set[Hashable] = set()
    _hide_parts(whole, figure, besides, found)
    return frozenset(found)


def _hide_parts(
    group: Group,
    figure: Hashable,
    besides: Collection[Hashable],
    found: set[Hashable],
) -> None:
    out = [
        part
        for part in group.parts
        if part.key in besides or _tells_of_few([part], figure)
    ]
    rest = [part for part in group.parts if part not in out]
    rest.sort(key=lambda part: (_size(part, figure), str(part.key)), reverse=True)
    while out and rest and _can_be_told_apart(out, figure):
        out.append(rest.pop())
    for part in out:
        found.update(inner.key for inner in part.within())
    for part in rest:
        _hide_parts(part, figure, besides, found)


def _can_be_told_apart(out: Sequence[Group], figure: Hashable) -> bool:
    """Whether their sum says too much of one of them. Who has nobody hides nobody."""
    if sum(_size(group, figure) > 0 for group in out) < 2:
        return True
    if _tells_of_few(out, figure):
        return True
    return any(
        len(frozenset().union(*sets)) < TOGETHER
        for sets in zip(*(group.told[figure] for group in out), strict=True)
        if any(_is_few(people) for people in sets)
    )


def _tells_of_few(groups: Sequence[Group], figure: Hashable) -> bool:
    told = zip(*(group.told[figure] for group in groups), strict=True)
    return any(_is_few(frozenset().union(*sets)) for sets in told)


def _is_few(people: Collection[int]) -> bool:
    return 0 < len(people) < SMALLEST


def _size(group: Group, figure: Hashable) -> int:
    return len(frozenset().union(*group.told[figure]))
