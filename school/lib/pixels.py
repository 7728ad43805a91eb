"""One door to PDFium: a drawing that we made, as pixels."""

import io
from functools import lru_cache
from threading import Lock

import pypdfium2

from school.lib import pdf

PAGE = '<!doctype html><html lang="zh"><title>-</title><img src="drawing.svg" alt="-">'
# Three quarters of a point make a CSS pixel.
STYLE = """
@page {{ size: {side}px {side}px; margin: 0 }}
body {{ margin: 0 }}
img {{ display: block; width: {side}px; height: {side}px }}
"""
POINTS = 0.75
TRANSPARENT = (255, 255, 255, 0)
# PDFium may do one thing at a time in a process.
ONE_AT_A_TIME = Lock()


@lru_cache(maxsize=32)
def png(drawing: str, *, side: int) -> bytes:
    """A square SVG as a PNG of `side` pixels; where nothing is drawn it is transparent."""
    printed = pdf.render(
        PAGE,
        stylesheets=[STYLE.format(side=side)],
        resources={"drawing.svg": drawing.encode()},
    )
    target = io.BytesIO()
    with ONE_AT_A_TIME:
        [page] = pypdfium2.PdfDocument(printed)
        picture = page.render(scale=1 / POINTS, fill_color=TRANSPARENT).to_pil()
        picture.save(target, "PNG", optimize=True)
    return target.getvalue()
