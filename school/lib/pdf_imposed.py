"""Cards side by side on A4, with marks where they are cut apart."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from typing import BinaryIO

import pikepdf

MILLIMETRE = 72 / 25.4
SHEET = (210 * MILLIMETRE, 297 * MILLIMETRE)
CARD = (85.6 * MILLIMETRE, 54 * MILLIMETRE)
COLUMNS, ROWS = 2, 5
A_SHEET = COLUMNS * ROWS
LEFT = (SHEET[0] - COLUMNS * CARD[0]) / 2
BOTTOM = (SHEET[1] - ROWS * CARD[1]) / 2
# A mark begins so far from the card, so that none of it stays on it.
FREE, LONG = 1.5 * MILLIMETRE, 5 * MILLIMETRE
HAIRLINE = 0.25


def ten_up(files: Iterable[BinaryIO], target: BinaryIO) -> None:
    """The first page of each as it is, ten to a sheet, from the upper left."""
    with pikepdf.new() as whole, ExitStack() as stack:
        cards = list(files)
        for first in range(0, len(cards), A_SHEET):
            ten = cards[first : first + A_SHEET]
            sheet = whole.add_blank_page(page_size=SHEET)
            for place, file in enumerate(ten):
                card = stack.enter_context(pikepdf.open(file))
                sheet.add_overlay(card.pages[0], pikepdf.Rectangle(*_place(place)))
            sheet.contents_add(_marks(len(ten)))
        whole.save(target)


def _place(place: int) -> tuple[float, float, float, float]:
    row, column = divmod(place, COLUMNS)
    left = LEFT + column * CARD[0]
    bottom = BOTTOM + (ROWS - 1 - row) * CARD[1]
    return left, bottom, left + CARD[0], bottom + CARD[1]


def _marks(cards: int) -> bytes:
    """At both ends of every cut that the cards on this sheet need."""
    rows = -(-cards // COLUMNS)
    top = BOTTOM + ROWS * CARD[1]
    lowest = top - rows * CARD[1]
    across = [LEFT + column * CARD[0] for column in range(COLUMNS + 1)]
    along = [top - row * CARD[1] for row in range(rows + 1)]
    lines = [
        *_ends(across, lowest, top, upright=True),
        *_ends(along, across[0], across[-1], upright=False),
    ]
    drawn = " ".join(f"{x:.2f} {y:.2f} m {u:.2f} {v:.2f} l" for x, y, u, v in lines)
    return f"q {HAIRLINE} w 0 G {drawn} S Q".encode()


def _ends(
    cuts: Sequence[float], begin: float, end: float, *, upright: bool
) -> Iterator[tuple[float, float, float, float]]:
    for cut in cuts:
        for near, far in (
            (begin - FREE, begin - FREE - LONG),
            (end + FREE, end + FREE + LONG),
        ):
            yield (cut, near, cut, far) if upright else (near, cut, far, cut)
