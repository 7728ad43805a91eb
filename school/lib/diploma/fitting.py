"""How large a text is set so that it keeps to its column, whatever it says.

Widths are at most what the faces draw, so that what fits by the rule fits on paper.
Nothing here touches Django.
"""

import math
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

MIDDLE_DOT = "·"
MILLIMETRE = 72 / 25.4
# After these, or before an opening bracket, a title is broken for preference.
GOOD_ENDS = "·、，：）"
OPENING = "（"
NARROW = "il·.,' "
THIN = "il.,'’ -:;()/jftrI"


@dataclass(frozen=True)
class Plate:
    """A text as it is set: its lines, and their size in points."""

    lines: tuple[str, ...]
    size: float


@dataclass(frozen=True)
class Steps:
    """The sizes that a text of one line may have, and when it is broken in two instead."""

    sizes: tuple[float, ...]
    # Letter spacing in ems, by size; others have that of None.
    spacing: Mapping[float | None, float]
    # Below this it is rather two lines, of at most so many points.
    unbroken: float = 0
    of_two_lines: float = 0

    def spaced(self, size: float | None) -> float:
        return self.spacing.get(size, self.spacing.get(None, 0.0))


def breadth(text: str) -> float:
    """How wide `text` is at most, in ems, in any of the faces."""
    return sum(map(_advance, text))


def running(text: str) -> float:
    """How wide words between others are, in ems: nearer to what is drawn than `breadth`."""
    return sum(map(_running_advance, text))


def fitted(text: str, steps: Steps, column: float) -> float:
    """The first size in which `text` keeps to `column` points; smaller than all if it must be."""
    ems = breadth(text)
    for size in steps.sizes:
        if (ems + steps.spaced(size) * (len(text) + 1)) * size <= column:
            return size
    ems += steps.spaced(None) * (len(text) + 1)
    return min(steps.sizes[-1], math.floor(column / max(ems, 1) * 4) / 4)


def plate(
    text: str,
    steps: Steps,
    column: float,
    *,
    halves: Callable[[str], tuple[str, ...]],
) -> Plate:
    """`text` as large as it fits, on two lines if on one it would be too small."""
    size = fitted(text, steps, column)
    if size >= steps.unbroken or len(text) < 2:
        return Plate((text,), size)
    lines = halves(text)
    smaller = [step for step in steps.sizes if step <= steps.of_two_lines]
    two = Steps(tuple(smaller), steps.spacing)
    return Plate(lines, min(fitted(line, two, column) for line in lines))


def name_halves(name: str) -> tuple[str, str]:
    """After a dot, as near the middle as there is one; anywhere if there is none."""
    return _balanced(name, [i + 1 for i, c in enumerate(name[:-1]) if c == MIDDLE_DOT])


def title_halves(title: str) -> tuple[str, str]:
    """Where it can be read best, unless one half came out much the longer."""
    ends = {i + 1 for i, c in enumerate(title[:-1]) if c in GOOD_ENDS}
    ends |= {i for i, c in enumerate(title) if c == OPENING and i}
    found = _balanced(title, sorted(ends))
    longest = max(map(breadth, found))
    return found if longest <= breadth(title) * 0.7 else _balanced(title, [])


def lines_of(text: str, size: float, column: float) -> int:
    """On how many lines words are set: one that is full leaves room for what may not end it."""
    width = running(text) * size
    return 1 if width <= column else math.ceil(width / (column - size))


def _balanced(text: str, ends: Sequence[int]) -> tuple[str, str]:
    ends = ends or list(range(1, len(text)))
    best = min(ends, key=lambda end: max(breadth(text[:end]), breadth(text[end:])))
    return text[:best], text[best:]


def _advance(character: str) -> float:
    if character in "MW@%mw":
        return 1.1
    if unicodedata.east_asian_width(character) in "WFA" and character != MIDDLE_DOT:
        return 1.0
    if character in NARROW:
        return 0.4
    return 0.82 if character.isupper() else 0.72


@cache
def _running_advance(character: str) -> float:
    if character in THIN:
        return 0.42
    if character.isdigit() and character.isascii():
        return 0.6
    if character.isascii() and character.islower() and character not in "mw":
        return 0.62
    return _advance(character)
