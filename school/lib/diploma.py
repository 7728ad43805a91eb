"""The certificate sheet: what stands on it, and how a batch of them is printed.

The claims are a mapping with the keys of `Claims`; the sheet adds only what
follows from them, such as the size of the name.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NotRequired, TypedDict

from django.template.loader import render_to_string

from school.lib import fonts, pdf, seal

NAME_COLUMN = 170 / 25.4 * 72
NAME_SIZES = (40, 36, 32, 28, 24, 21, 18, 16, 14, 12, 10)
# Wider, and some readers take the gaps for spaces in the name.
NAME_SPACING = {40: 0.08, 36: 0.05}
SMALLEST_UNBROKEN = 18
COURSE_SIZES = (21, 18, 15, 12)
COURSE_SPACING = 0.04
MIDDLE_DOT = "·"
TRACKS = {
    "EC": ("elder-care", "#1f4e79"),
    "PC": ("postpartum-care", "#9b2c5e"),
    "CL": ("cleaning", "#1c6b4a"),
}
DIGITS = "〇一二三四五六七八九"


class Claims(TypedDict):
    """What a certificate says of its holder, frozen when it is issued."""

    number: str
    name: str
    photo_uri: str | None
    course_title_zh: str
    course_title_en: str
    track: str
    hours_theory: int
    hours_practical: int
    hours_total: int
    # Hers; a certificate from before it was kept speaks only of the course.
    hours_credited: NotRequired[str]
    theory_points: int | float
    practical_points: int | float
    started_on: date
    ended_on: date
    issued_on: date
    issuer_zh: str
    issuer_en: str
    association_zh: str
    signatory: str
    edition: str
    verify_url: str
    qr_uri: str
    is_demonstration: bool
    # Whether it will be signed with a key that a development run made for itself.
    is_test_signed: bool


@dataclass(frozen=True)
class NamePlate:
    """A name as it is set: its lines, and their size in points."""

    lines: tuple[str, ...]
    size: int


@dataclass(frozen=True)
class Sheet:
    """What the template needs beside the claims."""

    track: str
    name: NamePlate
    course_size: int
    started_on: str
    ended_on: str
    issued_on: str
    started_on_en: str
    ended_on_en: str
    issued_on_en: str
    hours_assessment: int
    seal: str


def name_size(name: str) -> NamePlate:
    """Set `name` as large as it fits; break it after a dot only if it must be."""
    size = _largest(name, NAME_SIZES)
    if size >= SMALLEST_UNBROKEN:
        return NamePlate((name,), size)
    lines = _halves(name)
    two_line_sizes = [step for step in NAME_SIZES if step <= 24]
    return NamePlate(lines, min(_largest(line, two_line_sizes) for line in lines))


def course_size(title: str) -> int:
    ems = breadth(title) + COURSE_SPACING * len(title)
    fitting = [size for size in COURSE_SIZES if ems * size <= NAME_COLUMN]
    return fitting[0] if fitting else COURSE_SIZES[-1]


def breadth(text: str) -> float:
    """How wide `text` is at most, in ems, in the Song face."""
    return sum(map(_advance, text))


def unprintable(claims: Claims) -> list[str]:
    """The characters for which this certificate has to be stopped."""
    words = (value for value in claims.values() if isinstance(value, str))
    return fonts.missing_glyphs("".join(words))


def page(claims: Claims) -> str:
    context = {"claims": claims, "sheet": sheet(claims)}
    return render_to_string("documents/certificate.html", context)


def press(batch: Sequence[Claims]) -> pdf.Press:
    """A press with fonts, drawings and seals made ready for `batch`."""
    return pdf.Press(
        [page(claims) for claims in batch],
        stylesheets=[stylesheet()],
        resources=drawings(batch),
        families=[fonts.SONG],
    )


def stylesheet() -> str:
    return render_to_string("documents/certificate.css")


def drawings(batch: Sequence[Claims]) -> dict[str, bytes]:
    found = {f"frame-{track}.svg": frame(track) for track in TRACKS}
    for claims in batch:
        found[_seal_name(claims)] = _seal(claims)
    return found


def frame(track: str) -> bytes:
    _name, colour = TRACKS[track]
    context = {
        "colour": colour,
        "motif": f"documents/certificate/motif-{track}.svg",
    }
    return render_to_string("documents/certificate/frame.svg", context).encode()


def sheet(claims: Claims) -> Sheet:
    hours = claims["hours_theory"] + claims["hours_practical"]
    return Sheet(
        track=TRACKS[claims["track"]][0],
        name=name_size(claims["name"]),
        course_size=course_size(claims["course_title_zh"]),
        started_on=numeric_date(claims["started_on"]),
        ended_on=numeric_date(claims["ended_on"]),
        issued_on=written_date(claims["issued_on"]),
        started_on_en=english_date(claims["started_on"]),
        ended_on_en=english_date(claims["ended_on"]),
        issued_on_en=english_date(claims["issued_on"]),
        hours_assessment=claims["hours_total"] - hours,
        seal=_seal_name(claims),
    )


def numeric_date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def written_date(day: date) -> str:
    year = "".join(DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{_written(day.month)}月{_written(day.day)}日"


def english_date(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _written(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, DIGITS[tens] + "十")
    return head + (DIGITS[ones] if ones else "")


def _largest(text: str, sizes: Sequence[int]) -> int:
    ems = breadth(text)
    for size in sizes:
        spacing = NAME_SPACING.get(size, 0.0) * (len(text) + 1)
        if (ems + spacing) * size <= NAME_COLUMN:
            return size
    return sizes[-1]


def _halves(name: str) -> tuple[str, str]:
    ends = [i + 1 for i, c in enumerate(name[:-1]) if c == MIDDLE_DOT]
    if not ends:
        ends = list(range(1, len(name)))
    best = min(ends, key=lambda end: max(breadth(name[:end]), breadth(name[end:])))
    return name[:best], name[best:]


def _advance(character: str) -> float:
    if character in "MW@%mw":
        return 1.1
    if unicodedata.east_asian_width(character) in "WFA" and character != MIDDLE_DOT:
        return 1.0
    if character in "il·.,' ":
        return 0.4
    return 0.82 if character.isupper() else 0.72


def _seal_name(claims: Claims) -> str:
    kind = "specimen" if claims["is_demonstration"] else "seal"
    return f"{kind}-{claims['issuer_zh'].encode().hex()}.svg"


def _seal(claims: Claims) -> bytes:
    purpose = "演示样章" if claims["is_demonstration"] else "培训证书专用章"
    return seal.svg(claims["issuer_zh"], purpose=purpose).encode()
