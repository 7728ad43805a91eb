"""Captions as WebVTT: every problem with the number of its line. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

STAMP = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
TIMES = re.compile(rf"^{STAMP}[ \t]+-->[ \t]+{STAMP}(?:[ \t].*)?$")
# Blocks that are not shown: comments, and looks that a lesson keeps to itself.
APART = ("NOTE", "STYLE", "REGION")


class Fault(StrEnum):
    HEAD = "head"
    TIMES = "times"
    COMMA = "comma"
    BACKWARDS = "backwards"
    ORDER = "order"
    NO_WORDS = "no_words"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Problem:
    line: int
    fault: Fault


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str


def problems(text: str) -> list[Problem]:
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or lines[0].split(maxsplit=1)[:1] != ["WEBVTT"]:
        return [Problem(1, Fault.HEAD)]
    found: list[Problem] = []
    last_start = 0
    head = 1 + sum(1 for _line in takewhile(_is_of_head, lines[1:]))
    cues = [
        block for block in _blocks(lines, head) if not block[0].text.startswith(APART)
    ]
    for block in cues:
        start, faults = _cue(block, last_start)
        found += faults
        last_start = max(last_start, start)
    return found if cues else [Problem(len(lines), Fault.EMPTY)]


def _is_of_head(text: str) -> bool:
    """Programs write there what kind of captions these are; players pass over it."""
    return bool(text.strip()) and "-->" not in text


def _blocks(lines: list[str], head: int) -> list[list[_Line]]:
    blocks: list[list[_Line]] = [[]]
    for number, text in enumerate(lines[head:], start=head + 1):
        if text.strip():
            blocks[-1].append(_Line(number, text))
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _cue(block: list[_Line], last_start: int) -> tuple[int, list[Problem]]:
    """When the cue starts, in milliseconds, and what is wrong with it."""
    # The line before the times, if there is one, is the cue's name.
    times = block[1] if "-->" not in block[0].text and len(block) > 1 else block[0]
    match = TIMES.match(times.text.strip())
    if match is None:
        dotted = TIMES.match(times.text.strip().replace(",", "."))
        return 0, [Problem(times.number, Fault.COMMA if dotted else Fault.TIMES)]
    start, end = _milliseconds(match.groups()[:4]), _milliseconds(match.groups()[4:])
    found = []
    if end <= start:
        found.append(Problem(times.number, Fault.BACKWARDS))
    if start < last_start:
        found.append(Problem(times.number, Fault.ORDER))
    if block[-1] is times:
        found.append(Problem(times.number, Fault.NO_WORDS))
    return start, found


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths
