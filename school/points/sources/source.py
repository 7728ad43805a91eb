"""A source of points: from what is on record it tells what is due to whom."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from school.points.sources.rules import Due, Key

# By person.
Dues = Mapping[int, Mapping[Key, Due]]


@dataclass(frozen=True, slots=True)
class Source:
    """All that its rules give by themselves comes from it; in few queries, however many people."""

    rules: frozenset[str]
    due: Callable[[Collection[int]], Dues]
    # To whom it is taken from, why it is not due any more; else that the record was corrected.
    why: Callable[[int, Key], str] | None = None
