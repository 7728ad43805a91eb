"""What is seen of a signature where it is to be seen: a small tick in a ring.

It is drawn of lines alone: letters would need a font of their own in every file.
"""

from typing import NamedTuple

from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.layout import (
    AxisAlignment,
    BoxConstraints,
    Margins,
    SimpleBoxLayoutRule,
)
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.stamp import StaticStampStyle

SIDE = 24
TICK = (
    b"0.4 G 1.6 w 1 J 1 j "
    b"22 12 m 22 17.52 17.52 22 12 22 c 6.48 22 2 17.52 2 12 c "
    b"2 6.48 6.48 2 12 2 c 17.52 2 22 6.48 22 12 c s "
    b"7.2 12.2 m 10.6 8.6 l 16.8 15.6 l S"
)
STYLE = StaticStampStyle(
    border_width=0,
    background=RawContent(TICK, box=BoxConstraints(width=SIDE, height=SIDE)),
    background_layout=SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MID,
        y_align=AxisAlignment.ALIGN_MID,
        margins=Margins.uniform(0),
    ),
)
# Read out, and shown to whoever points at it.
SAID = "数字签名"


class Place(NamedTuple):
    """On the page, in whole points from its lower left corner."""

    left: int
    bottom: int
    right: int
    top: int


def field(name: str, place: Place | None) -> SigFieldSpec | None:
    """None leaves the field as pyHanko makes it: without a place on the page."""
    if place is None:
        return None
    return SigFieldSpec(name, box=place, readable_field_name=SAID)
