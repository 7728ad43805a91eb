"""Which of the house's drawings stand in which lesson, and behind which of its blocks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Placed:
    drawing: str
    # Behind the lesson's first, second … block of this kind; at the end if it has none.
    behind: str = "steps"
    place: int = 1


PICTURES: Mapping[str, Sequence[Placed]] = MappingProxyType(
    {
        "EC-M02-L1": [Placed("wash-hands")],
        "EC-M02-L2": [Placed("dilute-bleach")],
        "EC-M03-L2": [Placed("blood-pressure")],
        "EC-M04-L2": [Placed("feed-upright")],
        "EC-M05-L1": [Placed("mouth-care-on-the-side")],
        "EC-M05-L2": [Placed("bed-bath-order")],
        "EC-M06-L1": [Placed("bedpan-wide-end")],
        "EC-M06-L2": [
            Placed("turn-thirty-degrees"),
            Placed("pressure-points", "table"),
        ],
        "EC-M07-L1": [Placed("lift-with-legs"), Placed("roll-then-sit", place=2)],
        "EC-M07-L2": [Placed("wheelchair-beside-bed")],
        "EC-M08-L1": [Placed("medicine-six-checks")],
        "EC-M08-L2": [Placed("hot-water-bag")],
        "EC-M09-L1": [Placed("same-eye-level")],
        "EC-M10-L1": [Placed("choking-adult"), Placed("press-the-chest", place=2)],
        "EC-M10-L2": [Placed("up-after-a-fall")],
        "PC-M02-L1": [Placed("wash-hands")],
        "PC-M02-L2": [
            Placed("bottle-parts"),
            Placed("water-then-level-scoop", place=2),
        ],
        "PC-M03-L2": [Placed("roll-then-sit")],
        "PC-M04-L1": [Placed("ear-shoulder-hip")],
        "PC-M05-L2": [Placed("raw-and-cooked", place=2)],
        "PC-M06-L2": [Placed("roll-then-sit", place=3)],
        "PC-M08-L1": [Placed("burp", place=2), Placed("safe-sleep", "table")],
        "PC-M08-L2": [Placed("nappy-below-navel")],
        "PC-M09-L1": [Placed("bath-hold", place=2)],
        "PC-M09-L2": [Placed("belly-clockwise")],
        "PC-M10-L2": [
            Placed("choking-infant", place=2),
            Placed("infant-compressions", place=3),
        ],
        "CL-M01-L1": [Placed("at-the-door")],
        "CL-M02-L1": [Placed("never-mix", "table")],
        "CL-M02-L2": [Placed("dilute-bleach")],
        "CL-M03-L1": [
            Placed("cloth-colours", "table"),
            Placed("fold-to-eight", "text", 3),
        ],
        "CL-M04-L1": [Placed("kitchen-before-work")],
        "CL-M05-L1": [Placed("bathroom-order")],
        "CL-M06-L1": [Placed("wipe-glass")],
        "CL-M07-L2": [Placed("wardrobe-zones")],
        "CL-M08-L2": [Placed("four-bins", "table"), Placed("wrap-broken-glass")],
        "CL-M09-L1": [Placed("lift-with-legs")],
    }
)


def pictures_of(lesson: str) -> Sequence[Placed]:
    return PICTURES.get(lesson, ())
