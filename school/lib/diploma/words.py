"""What a certificate says, as the school writes it: lines with {placeholders} and *bold* in them.

A line of `{name}` or `{course}` alone is set large. Nothing here touches Django.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

ZH, EN = "zh", "en"
DIGITS = "〇一二三四五六七八九"
CHINESE, ARABIC = "chinese", "arabic"
NAME, COURSE = "{name}", "{course}"
PLACEHOLDERS = (
    "name",
    "course",
    "hours",
    "hours_credited",
    "parts",
    "hours_theory",
    "hours_practical",
    "started_on",
    "ended_on",
    "issued_on",
    "theory_points",
    "practical_points",
    "number",
    "edition",
    "refresher_by",
)
# Only some courses suggest a day: elsewhere its line is left out.
OPTIONAL = "{refresher_by}"
# What a certificate of training has to state: who, what, how long and when.
MANDATORY = {
    ZH: ("name", "course", "hours", "started_on", "ended_on"),
    EN: ("hours", "started_on", "ended_on"),
}
PLACE = re.compile(r"\{([^{}]*)\}")
MOST_LINES = 12


@dataclass(frozen=True)
class Problem:
    """What is wrong with a wording, and with which of its words."""

    kind: str
    word: str = ""


@dataclass(frozen=True)
class Line:
    """`kind` is "name", "course" or "words"; its pieces are bold or not."""

    kind: str
    pieces: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        return "".join(piece for piece, _is_bold in self.pieces)


def problems(wording: str, language: str) -> Iterator[Problem]:
    """Everything that keeps a wording from being printed."""
    found = PLACE.findall(wording)
    for word in dict.fromkeys(found):
        if word not in PLACEHOLDERS:
            yield Problem("unknown", word)
    for word in MANDATORY[language]:
        if word not in found:
            yield Problem("missing", word)
    if re.search(r"[{}]", PLACE.sub("", wording)):
        yield Problem("brace")
    for line in wording.splitlines():
        if line.count("*") % 2:
            yield Problem("star", line.strip())
    if language == ZH:
        yield from _misplaced(wording, found)


def _misplaced(wording: str, found: list[str]) -> Iterator[Problem]:
    lines = [line.strip() for line in wording.splitlines()]
    for word in (NAME, COURSE):
        plain = word.strip("{}")
        if plain in found and (found.count(plain) > 1 or word not in lines):
            yield Problem("alone", plain)
    if len([line for line in lines if line]) > MOST_LINES:
        yield Problem("lines", str(MOST_LINES))


def lines(wording: str, values: Mapping[str, str]) -> list[Line]:
    """The lines of a wording without problems, filled in."""
    return [
        _line(line.strip(), values)
        for line in wording.splitlines()
        if line.strip() and (values["refresher_by"] or OPTIONAL not in line)
    ]


def _line(line: str, values: Mapping[str, str]) -> Line:
    kind = {NAME: "name", COURSE: "course"}.get(line, "words")
    # Split first and filled in afterwards: a value is text and never a mark.
    pieces = [
        (PLACE.sub(lambda found: values[found[1]], piece), bool(index % 2))
        for index, piece in enumerate(line.split("*"))
    ]
    return Line(kind, tuple(piece for piece in pieces if piece[0]))


def values(claims: Mapping[str, Any], language: str, numerals: str) -> dict[str, str]:
    """What stands in the place of each placeholder."""
    is_english = language == EN
    day = english_date if is_english else numeric_date
    suggested = claims.get("refresher_by")
    plain = (
        "number",
        "name",
        "edition",
        "hours_theory",
        "hours_practical",
        "theory_points",
        "practical_points",
    )
    return {
        **{key: str(claims[key]) for key in plain},
        "course": claims["course_title_en" if is_english else "course_title_zh"],
        "hours": str(claims["hours_total"]),
        "hours_credited": str(claims.get("hours_credited", claims["hours_total"])),
        "parts": _parts(claims, is_english=is_english),
        "started_on": day(claims["started_on"]),
        "ended_on": day(claims["ended_on"]),
        "issued_on": (
            day(claims["issued_on"])
            if is_english
            else issue_date(claims["issued_on"], numerals)
        ),
        "refresher_by": day(suggested) if suggested else "",
    }


def _parts(claims: Mapping[str, Any], *, is_english: bool) -> str:
    theory, practice = claims["hours_theory"], claims["hours_practical"]
    rest = claims["hours_total"] - theory - practice
    names = ("theory", "practice", "assessment")
    if not is_english:
        names = ("理论", "实操", "考核")
    hours = zip(names, (theory, practice, rest), strict=True)
    said = [f"{name} {number}" for name, number in hours if number or name != names[2]]
    return (", " if is_english else "、").join(said)


def issue_date(day: date, numerals: str) -> str:
    return numeric_date(day) if numerals == ARABIC else written_date(day)


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
