"""The school's round seal, drawn as SVG for paper and screen.

It bears the school's name, an open book and a line of purpose; no star and no emblem
of state.
"""

from math import cos, radians, sin
from xml.sax.saxutils import escape, quoteattr

from school.lib import fonts

SEAL_RED = "#a4201b"
NAME_RADIUS = 40.5
WIDEST_ARC = 236.0
WIDEST_STEP = 34.0
OPEN_BOOK = (
    "M60 76c-6-4.5-14-5.5-22-4.5V52.5c8-1 16 0 22 4.5c6-4.5 14-5.5 22-4.5"
    "v19c-8-1-16 0-22 4.5zM60 57v19"
    "M60 50v-9M51 48.5l-3.5-7M69 48.5l3.5-7"
)


def svg(name: str, *, purpose: str, families: str = "School Song") -> str:
    step = min(WIDEST_STEP, WIDEST_ARC / max(len(name) - 1, 1))
    size = min(17.0, step * 0.64)
    first = -step * (len(name) - 1) / 2
    letters = "".join(
        _on_arc(character, first + step * index, size)
        for index, character in enumerate(name)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120" role="img"'
        f" aria-label={quoteattr(name)}>"
        f'<g fill="none" stroke="{SEAL_RED}">'
        '<circle cx="60" cy="60" r="57" stroke-width="3.2"/>'
        '<circle cx="60" cy="60" r="53.2" stroke-width=".7"/>'
        f'<path d="{OPEN_BOOK}" stroke-width="2.4" stroke-linecap="round"'
        ' stroke-linejoin="round"/></g>'
        f'<g fill="{SEAL_RED}" font-family="{families}" font-weight="700">{letters}'
        f'<text x="{60 - _half(purpose, 10):.2f}" y="92.5" font-size="10">'
        f"{escape(purpose)}</text></g></svg>"
    )


def _on_arc(character: str, angle: float, size: float) -> str:
    x = 60 + NAME_RADIUS * sin(radians(angle))
    y = 60 - NAME_RADIUS * cos(radians(angle))
    return (
        f'<text transform="translate({x:.2f} {y:.2f}) rotate({angle:.2f})"'
        f' x="{-_half(character, size):.2f}" y="{size * 0.36:.2f}"'
        f' font-size="{size:.2f}">{escape(character)}</text>'
    )


def _half(words: str, size: float) -> float:
    """Reckoned here: to centre words, a PDF would get a form for each."""
    return sum(map(fonts.advance, words)) * size / 2
