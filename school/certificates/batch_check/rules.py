"""What stands in a row that somebody pasted or uploaded. Pure."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from school.certificates.rules import has_valid_check, normal
from school.lib.typed import plain

MOST_ROWS = 200
LONGEST_NAME = 50
# What is behind it is no number, no name and no link.
LONGEST_LINE = 2_000
# The code in a holder's link, alone or with the address around it.
LINK = re.compile(r"(?<![a-z\d])[a-z\d]{26}(?![a-z\d])")
COMMAS = str.maketrans("，；;", ",,,")


class Fault(StrEnum):
    """Why nothing can be looked up for a row."""

    NUMBER_MISSING = "number_missing"
    NOT_OURS = "not_ours"
    NAME_MISSING = "name_missing"
    NAME_TOO_LONG = "name_too_long"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Row:
    """As it was typed; `number` as it is registered, or as typed where it is faulty."""

    line: int
    number: str
    name: str
    link: str = ""
    fault: Fault | None = None


def lines_of(text: str) -> list[tuple[int, Sequence[str]]]:
    """The cells of each line, split at tabs, else at commas, else at the blank after the number."""
    return [
        (number, _cells(line[:LONGEST_LINE]))
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    ]


def rows_of(lines: Iterable[tuple[int, Sequence[str]]]) -> list[Row]:
    """The rows that ask for something; a first line without any digit is a heading."""
    found: list[Row] = []
    seen: set[str] = set()
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if not found and not any(sign.isdigit() for cell in cells for sign in cell):
            continue
        row = _row(line, cells, seen)
        seen.add(row.number)
        found.append(row)
    return found


def _cells(line: str) -> Sequence[str]:
    if "\t" in line:
        return line.split("\t")
    if "," in (with_commas := line.translate(COMMAS)):
        return next(csv.reader([with_commas]), [])
    number, rest = (*line.split(maxsplit=1), "")[:2]
    link = LINK.search(rest)
    if link is None:
        return [number, rest]
    name, _blank, _code = rest[: link.start()].rstrip().rpartition(" ")
    has_address = "/" in rest[: link.start()]
    return [number, name if has_address else rest[: link.start()], link.group()]


def _row(line: int, cells: Sequence[str], seen: set[str]) -> Row:
    typed, name, link = (
        cells[place].strip() if place < len(cells) else "" for place in range(3)
    )
    found = LINK.search(link)
    number = normal(typed) if has_valid_check(typed) else plain(typed)[:60]
    fault = _fault(typed, number, name, seen)
    return Row(line, number, name[:LONGEST_NAME], found.group() if found else "", fault)


def _fault(typed: str, number: str, name: str, seen: set[str]) -> Fault | None:
    if not typed:
        return Fault.NUMBER_MISSING
    if not has_valid_check(typed):
        return Fault.NOT_OURS
    if number in seen:
        return Fault.TWICE
    if not name:
        return Fault.NAME_MISSING
    return Fault.NAME_TOO_LONG if len(name) > LONGEST_NAME else None
