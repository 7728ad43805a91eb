"""The sheets that there are: how wide their columns are, and what sizes may stand in them.

Lengths are points; the style sheet of each layout says the same in millimetres.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from school.lib.diploma import looks
from school.lib.diploma.fitting import MILLIMETRE, Steps


@dataclass(frozen=True)
class Layout:
    key: str
    # Of name, course and words; how high they may be together.
    column: float
    room: float
    # Head and issuer have columns of their own.
    head: float
    english_head: float
    foot: float
    signature: float
    title: Steps
    english_title: Steps
    name: Steps
    name_height: float
    course: Steps
    course_leading: float
    course_leading_of_two: float
    # What is left free beneath the course, and above the English words.
    gap: float
    english_gap: float
    english_course: Steps
    words: Sequence[float]
    words_leading: float
    english: Sequence[float]
    english_column: float
    english_leading: float
    issuer: Steps
    association: Steps
    signatory: Steps
    height: float
    # Of the seal: from the left, from above, and each of its sides.
    seal: tuple[float, float, float]


def _steps(
    *sizes: float, spacing: float = 0.0, unbroken: float = 0.0, of_two: float = 0.0
) -> Steps:
    return Steps(sizes, {None: spacing}, unbroken, of_two)


def _mm(length: float) -> float:
    return length * MILLIMETRE


# Wider, and some readers take the gaps for spaces in the name.
NAME = Steps(
    (40, 36, 32, 28, 24, 21, 18, 16, 14, 12, 10),
    {40: 0.08, 36: 0.05, None: 0.0},
    unbroken=18,
    of_two_lines=24,
)
COURSE = _steps(21, 18, 15, 12, spacing=0.04, unbroken=12, of_two=15)
LANDSCAPE = Layout(
    key=looks.LANDSCAPE,
    column=_mm(170),
    room=_mm(87),
    head=_mm(225),
    english_head=_mm(225),
    foot=_mm(70),
    signature=_mm(48),
    title=_steps(43, 38, 34, 30, 26, 22, 18, spacing=0.32),
    english_title=_steps(10.5, 9.5, 8.5, 7.5, spacing=0.28),
    name=NAME,
    name_height=_mm(20),
    course=COURSE,
    course_leading=_mm(11.6),
    course_leading_of_two=_mm(8),
    gap=_mm(2),
    english_gap=_mm(2.4),
    english_course=_steps(9.5, 8.5, 7.5, 6.5, spacing=0.06),
    words=(14, 13, 12, 11, 10),
    words_leading=1.8,
    english=(8.5, 8, 7.5, 7),
    english_column=_mm(150),
    english_leading=1.5,
    issuer=_steps(18, 16, 14, 12, 10, spacing=0.12),
    association=_steps(10, 9, 8, 7, spacing=0.04),
    signatory=_steps(16, 14, 12, 10, 8),
    height=_mm(210),
    seal=(_mm(228), _mm(139), _mm(40)),
)
PORTRAIT = replace(
    LANDSCAPE,
    key=looks.PORTRAIT,
    column=_mm(150),
    room=_mm(92),
    head=_mm(150),
    english_head=_mm(150),
    foot=_mm(66),
    title=_steps(40, 36, 32, 28, 24, 20, 16, spacing=0.3),
    english_title=_steps(10, 9, 8, 7, 6.5, spacing=0.24),
    words=(13, 12.5, 12, 11.5, 11, 10.5, 10),
    words_leading=1.9,
    english_column=_mm(140),
    height=_mm(297),
    seal=(_mm(143), _mm(216), _mm(40)),
)
CARD = Layout(
    key=looks.CARD,
    column=_mm(39.5),
    room=_mm(25.6),
    head=_mm(40),
    english_head=_mm(57),
    foot=_mm(22.5),
    signature=_mm(11),
    title=_steps(11.5, 10.5, 9.5, 8.5, 7.5, spacing=0.3),
    english_title=_steps(4.6, 4.2, 3.8, spacing=0.14),
    name=Steps(
        (14, 13, 12, 11, 10, 9, 8, 7, 6.5, 6, 5.5, 5),
        {None: 0.0},
        unbroken=8,
        of_two_lines=7.5,
    ),
    name_height=18,
    course=_steps(8.5, 8, 7.5, 7, 6.5, 6, 5.5, unbroken=7.5, of_two=7.5),
    course_leading=9.5,
    course_leading_of_two=9.5,
    gap=_mm(0.8),
    english_gap=0,
    english_course=_steps(4.8, 4.5, 4.2, 3.9),
    words=(6.2, 6, 5.8, 5.6, 5.4, 5.2, 5),
    words_leading=1.5,
    english=(5,),
    english_column=_mm(39.5),
    english_leading=1.5,
    issuer=_steps(8, 7.5, 7, 6.5, 6, 5.5, 5, spacing=0.06),
    association=_steps(5, 4.6, 4.2),
    signatory=_steps(5, 4.6, 4.2),
    height=_mm(54),
    seal=(_mm(66.6), _mm(35.2), _mm(14)),
)
LAYOUTS = {one.key: one for one in (LANDSCAPE, PORTRAIT, CARD)}
