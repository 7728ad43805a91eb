"""Where marks of one sheet, given on several phones, contradict each other."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A mark of one subject, and what the phone knew that it was given on."""

    # The order in which the school kept it.
    sequence: int
    value: int | None
    device: str
    # How many lines of the subject that phone knew of. None: of all.
    seen: int | None


def standing(lines: Iterable[Line]) -> Sequence[Line]:
    """Those that no later line has replaced, in order.

    A line replaces what its phone knew of, and what was given on that phone before.
    """
    ordered = sorted(lines, key=lambda line: line.sequence)
    return [
        line
        for place, line in enumerate(ordered)
        if not any(_replaces(later, line, place) for later in ordered[place + 1 :])
    ]


def disagreeing(lines: Iterable[Line]) -> Sequence[Line]:
    """The lines among which somebody has to choose; none where all say the same."""
    left = standing(lines)
    return left if len({line.value for line in left}) > 1 else []


def contradictions(
    lines: Iterable[tuple[int, Line]],
) -> dict[int, Sequence[Line]]:
    """By subject, only those with something to choose."""
    by_subject: dict[int, list[Line]] = defaultdict(list)
    for subject, line in lines:
        by_subject[subject].append(line)
    found = {subject: disagreeing(of) for subject, of in by_subject.items()}
    return {subject: of for subject, of in found.items() if of}


def _replaces(later: Line, line: Line, place: int) -> bool:
    knew = later.seen is None or place < later.seen
    return knew or later.device == line.device
