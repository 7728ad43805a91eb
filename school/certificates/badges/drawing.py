"""The badge of a course (胸牌), drawn: its colour, its motif, its title.

Letters are drawn as shapes, so that it looks the same wherever it is opened.
"""

from dataclasses import dataclass
from math import cos, radians, sin

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from school.certificates.badges.achieved import CHINESE
from school.courses.models import Edition
from school.lib import diploma, fonts, pixels
from school.lib.diploma.sheets import own_colour

MIDDLE = 120.0
# Width that the title may take, and the sizes it is tried in.
TITLE_WIDTH = 156.0
TITLE_SIZES = (29, 26, 23, 20, 17, 14.5, 12, 10)
SMALLEST_ALONE = 14.5
SECOND, HALVES = 13.0, 17.0
BRACKET = "（"
# Where the title stands: on one line, or on two.
ALONE, UPPER, LOWER = 152.0, 140.5, 158.5
TITLE_SPACING = 0.06
ARC_RADIUS = 84.0
ARC_SIZE = 12.5
ARC_STEP = 12.2
SIDE = 640


@dataclass(frozen=True)
class Letter:
    shape: str
    transform: str


def svg(edition: Edition) -> str:
    course = edition.course
    colour = own_colour(course.code)
    with override(CHINESE):
        passed = _("Training passed")
    context = {
        "colour": colour,
        "motif": diploma.motif(course.code),
        "title": course.title_zh,
        "school": settings.SCHOOL_NAME["zh"],
        "letters": [
            *_around(settings.SCHOOL_NAME["zh"]),
            *_title(course.title_zh),
        ],
        "ribbon": _line(passed, size=16, y=185.6, spacing=0.28),
        "edition": _line(f"{course.code} · {edition.version}", size=9.5, y=213),
    }
    return render_to_string("certificates/badges/badge.svg", context)


def png(edition: Edition) -> bytes:
    return pixels.png(svg(edition), side=SIDE)


def _title(text: str) -> list[Letter]:
    """On one line, or what stands in brackets, or a half too long for one, on a second."""
    head, bracket, rest = text.partition(BRACKET)
    if not bracket and _fitting(text) < SMALLEST_ALONE:
        half = (len(text) + 1) // 2
        head, rest = text[:half], text[half:]
        size = min(_fitting(head), _fitting(rest), HALVES)
        return [*_row(head, size, UPPER), *_row(rest, size, LOWER)]
    if not bracket:
        return _row(text, _fitting(text), ALONE)
    below = min(_fitting(bracket + rest), SECOND)
    return [*_row(head, _fitting(head), UPPER), *_row(bracket + rest, below, LOWER)]


def _fitting(text: str) -> float:
    for size in TITLE_SIZES:
        if _width(text, size, TITLE_SPACING) <= TITLE_WIDTH:
            return size
    return TITLE_SIZES[-1]


def _row(text: str, size: float, y: float) -> list[Letter]:
    return _line(text, size=size, y=y, spacing=TITLE_SPACING)


def _line(text: str, *, size: float, y: float, spacing: float = 0.0) -> list[Letter]:
    scale = size / fonts.EM
    letters, x = [], MIDDLE - _width(text, size, spacing) / 2
    for character in text:
        letters.append(
            Letter(
                fonts.outline(character),
                f"translate({x:.2f} {y:.2f}) scale({scale:.4f} -{scale:.4f})",
            )
        )
        x += (fonts.advance(character) + spacing) * size
    return letters


def _around(text: str) -> list[Letter]:
    """Along the upper rim, each letter upright to its own radius."""
    letters = []
    scale = ARC_SIZE / fonts.EM
    for index, character in enumerate(text):
        angle = (index - (len(text) - 1) / 2) * ARC_STEP
        back = fonts.advance(character) / 2 * fonts.EM
        x = MIDDLE + ARC_RADIUS * sin(radians(angle))
        y = MIDDLE - ARC_RADIUS * cos(radians(angle))
        letters.append(
            Letter(
                fonts.outline(character),
                f"translate({x:.2f} {y:.2f}) rotate({angle:.2f}) "
                f"scale({scale:.4f} -{scale:.4f}) translate(-{back:.0f} 0)",
            )
        )
    return letters


def _width(text: str, size: float, spacing: float) -> float:
    advances = sum(map(fonts.advance, text))
    return size * (advances + spacing * (len(text) - 1))
