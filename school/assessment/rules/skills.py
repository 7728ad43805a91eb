"""How well a skill was shown, and what several showings of it come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import IntEnum


class Level(IntEnum):
    """Written down by name, so that a number may move."""

    NOT_YET = 0
    WITH_HELP = 1
    SAFELY = 2
    FULLY = 3

    @property
    def code(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Percent of the points that each level takes. Changed numbers are a new version."""

    version: int
    with_help: int
    safely: int
    fully: int


THRESHOLDS = Thresholds(version=1, with_help=30, safely=60, fully=90)


@dataclass(frozen=True, slots=True)
class Shown:
    """One showing. `sequence` settles the order of those of one moment."""

    at: datetime
    sequence: int
    level: Level


@dataclass(frozen=True, slots=True)
class Standing:
    """All showings of a skill in the order in which they happened; none is ever left out."""

    showings: Sequence[Shown]

    @property
    def latest(self) -> Level:
        return self.showings[-1].level if self.showings else Level.NOT_YET

    @property
    def best(self) -> Level:
        return max((shown.level for shown in self.showings), default=Level.NOT_YET)

    @property
    def is_shown(self) -> bool:
        return self.latest >= Level.SAFELY

    @property
    def is_shaken(self) -> bool:
        """Shown once, and not the last time."""
        return self.best >= Level.SAFELY and not self.is_shown


def level_of(
    points: Decimal,
    of: int,
    *,
    has_critical: bool,
    thresholds: Thresholds = THRESHOLDS,
) -> Level:
    """By the share of the points; who did what fails a station has not shown it safely."""
    level = _by_share(points * 100, of, thresholds)
    return min(level, Level.WITH_HELP) if has_critical else level


def _by_share(hundredfold: Decimal, of: int, thresholds: Thresholds) -> Level:
    if of <= 0:
        return Level.NOT_YET
    if hundredfold >= thresholds.fully * of:
        return Level.FULLY
    if hundredfold >= thresholds.safely * of:
        return Level.SAFELY
    if hundredfold >= thresholds.with_help * of:
        return Level.WITH_HELP
    return Level.NOT_YET


def standing_of(showings: Sequence[Shown]) -> Standing:
    """In whatever order they are given."""
    return Standing(sorted(showings, key=lambda shown: (shown.at, shown.sequence)))
