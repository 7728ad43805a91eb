"""What the template of a sheet needs beside the claims: every text with its size.

Nothing here touches Django.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from school.lib.diploma import words
from school.lib.diploma.fitting import (
    Plate,
    fitted,
    lines_of,
    name_halves,
    plate,
    title_halves,
)
from school.lib.diploma.layouts import LAYOUTS, Layout
from school.lib.diploma.looks import Look

TRACKS = {"EC": "#1f4e79", "PC": "#9b2c5e", "CL": "#1c6b4a"}
# A course that came later than its colour.
NO_TRACK = "#221c18"
SMALLEST_ENGLISH = 3.5


@dataclass(frozen=True)
class Sheet:
    look: Look
    layout: Layout
    track: str
    colour: str
    lines: tuple[words.Line, ...]
    english: str
    name: Plate
    course: Plate
    title_size: float
    english_title_size: float
    english_course_size: float
    words_size: float
    english_size: float
    issuer_size: float
    association_size: float
    signatory_size: float
    issued_on: str
    issued_on_en: str
    replaces: str
    specimen: str

    @property
    def ink(self) -> str:
        """The class that carries the colour, and the frame that is drawn in it."""
        return f"{self.track}-{self.colour.removeprefix('#')}"

    @property
    def frame(self) -> str:
        return f"frame-{self.layout.key}-{self.ink}.svg"

    @property
    def has_english_course(self) -> bool:
        """On a card a long title would be too small to read."""
        return self.look.is_bilingual and self.english_course_size >= SMALLEST_ENGLISH

    @property
    def sizes(self) -> dict[str, float]:
        return {
            "name": self.name.size,
            "course": self.course.size,
            "title": self.title_size,
            "english_title": self.english_title_size,
            "english_course": self.english_course_size,
            "words": self.words_size,
            "english": self.english_size,
            "issuer": self.issuer_size,
            "association": self.association_size,
            "signatory": self.signatory_size,
        }

    @property
    def pt(self) -> dict[str, str]:
        """The class that gives each text its size."""
        return {role: size_class(size) for role, size in self.sizes.items()}


def own_colour(track: str) -> str:
    return TRACKS.get(track, NO_TRACK)


def size_class(size: float) -> str:
    return f"pt-{size:g}".replace(".", "_")


def sheet(claims: Mapping[str, Any]) -> Sheet:
    look = Look.of(claims)
    layout = LAYOUTS[look.layout]
    chinese = words.values(claims, words.ZH, look.numerals)
    lines = tuple(words.lines(look.wording_zh, chinese))
    english = ""
    if look.has_english_words:
        said = words.values(claims, words.EN, look.numerals)
        english = " ".join(one.text for one in words.lines(look.wording_en, said))
    course = plate(
        claims["course_title_zh"], layout.course, layout.column, halves=title_halves
    )
    return Sheet(
        look=look,
        layout=layout,
        track=claims["track"],
        colour=look.colour or own_colour(claims["track"]),
        lines=lines,
        english=english,
        name=plate(claims["name"], layout.name, layout.column, halves=name_halves),
        course=course,
        **_body_sizes(claims, layout, lines, english, course),
        **_head_and_foot(claims, look, layout),
        issued_on=chinese["issued_on"],
        issued_on_en=words.english_date(claims["issued_on"]),
        replaces=claims.get("replaces", "") if "design" in claims else "",
        specimen=_specimen(claims),
    )


def _specimen(claims: Mapping[str, Any]) -> str:
    if claims["is_demonstration"]:
        return "演示样张"
    return "预览样张" if claims.get("is_preview") else ""


def _head_and_foot(
    claims: Mapping[str, Any], look: Look, layout: Layout
) -> dict[str, float]:
    return {
        "title_size": fitted(look.title_zh, layout.title, layout.head),
        "english_title_size": fitted(
            look.title_en, layout.english_title, layout.english_head
        ),
        "english_course_size": fitted(
            claims["course_title_en"], layout.english_course, layout.column
        ),
        "issuer_size": fitted(claims["issuer_zh"], layout.issuer, layout.foot),
        "association_size": fitted(
            claims["association_zh"], layout.association, layout.foot
        ),
        "signatory_size": fitted(
            claims["signatory"], layout.signatory, layout.signature
        ),
    }


def _body_sizes(
    claims: Mapping[str, Any],
    layout: Layout,
    lines: tuple[words.Line, ...],
    english: str,
    course: Plate,
) -> dict[str, float]:
    """The largest in which no line is broken; if none is so, in which all has room."""
    if "design" not in claims:
        return {"words_size": layout.words[0], "english_size": layout.english[0]}
    spoken = [line.text for line in lines if line.kind == "words"]
    whole = [
        size
        for size in layout.words
        if all(lines_of(line, size, layout.column) == 1 for line in spoken)
    ]
    fitting = (
        (size, small)
        for sizes in (whole, layout.words)
        for small in layout.english
        for size in sizes
        if height_of(layout, spoken, english, course, size, small) <= layout.room
    )
    size, small = next(fitting, (layout.words[-1], layout.english[-1]))
    return {"words_size": size, "english_size": small}


def height_of(
    layout: Layout,
    spoken: list[str],
    english: str,
    course: Plate,
    size: float,
    english_size: float,
) -> float:
    """How high name, course and words are together, in points."""
    rows = sum(lines_of(line, size, layout.column) for line in spoken)
    high = layout.name_height + rows * size * layout.words_leading
    if len(course.lines) == 1:
        high += layout.course_leading + layout.gap
    else:
        high += layout.course_leading_of_two * len(course.lines) + layout.gap
    high += layout.english_course.sizes[0] * layout.english_leading
    if english:
        rows = lines_of(english, english_size, layout.english_column)
        high += layout.english_gap + rows * english_size * layout.english_leading
    return high


def overflow(claims: Mapping[str, Any]) -> bool:
    """Whether the words are more than the sheet has room for, however small they are set."""
    made = sheet(claims)
    spoken = [line.text for line in made.lines if line.kind == "words"]
    high = height_of(
        made.layout,
        spoken,
        made.english,
        made.course,
        made.words_size,
        made.english_size,
    )
    return high > made.layout.room
