"""Tables that somebody uploads, CSV or XLSX: rows of values, or the reasons why not.

Headings are found by name and in any order; a row that cannot be read keeps no other back.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from school.lib.archives import TooLarge, Unreadable
from school.lib.cells import Kind, Unread, value_of
from school.lib.errors import Refusal
from school.lib.sheets import BLANKS, WIDEST_ROW, Cell, Page, Row, pages
from school.lib.spreadsheet import FORMULA_SIGNS
from school.lib.typed import plain

MOST_ROWS = 5_000
MOST_BYTES = 8 * 1024 * 1024
# A workbook unpacks to some ten times its size.
UNPACKED = 12
# Above the headings may stand a title, a date and an empty line.
HEADINGS_WITHIN = 10
LONGEST = 500
ENCODINGS = ("utf-8-sig", "gb18030")
DELIMITERS = ",\t;"
LATE_SIGNS = "*＊:："

SENTENCES: dict[str, str | Promise] = {
    "formula": _("a formula stands here; paste it as a value"),
    "error": _("the spreadsheet shows an error here"),
    "merged": _("cells are merged here; undo that and fill in each"),
    "missing": _("nothing stands here"),
    "too_long": _("this is too long"),
    "no_date": _("no date can be read here; write it as 2026-11-03"),
    "no_month": _("no month can be read here; write it as 2026-11"),
    "is_date": _("a date stands here"),
    "no_number": _("no whole number can be read here"),
    "no_quantity": _("no quantity can be read here; write it as 12.5"),
    "no_money": _("no sum of money can be read here; write it as 6200.50"),
    "unknown_word": _("this is none of the words that may stand here"),
}


class UnreadableTable(Refusal):
    code = "unreadable_table"
    message = _(
        "This file cannot be read. Save it as XLSX, or as CSV, and send it again."
    )


class TableTooLarge(Refusal):
    code = "table_too_large"
    message = _(
        "This file is too large: at most %(rows)s rows and %(megabytes)s MB. Send it in parts."
    )


class EmptyTable(Refusal):
    code = "empty_table"
    message = _("There are headings in this file, and no row below them.")


class HeadingsMissing(Refusal):
    code = "headings_missing"
    message = _("These columns are missing: %(missing)s. Take the template for them.")


class HeadingTwice(Refusal):
    code = "heading_twice"
    message = _("More than one column is headed as %(heading)s. Keep one of them.")


@dataclass(frozen=True)
class Column:
    """`titles`: the one that the template shows, then what others call it."""

    name: str
    titles: Sequence[str]
    kind: Kind = Kind.TEXT
    is_required: bool = True
    longest: int = LONGEST
    # By what is written, the value it stands for; empty: anything.
    words: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def meanings(self) -> Mapping[str, str]:
        return {_known(word): meant for word, meant in self.words.items()}

    @property
    def title(self) -> str:
        return self.titles[0]


@dataclass(frozen=True)
class Reason:
    """Why a cell was not taken."""

    title: str
    code: str

    def __str__(self) -> str:
        said = {"column": self.title, "what": SENTENCES[self.code]}
        return gettext("%(column)s: %(what)s") % said


@dataclass(frozen=True)
class Line:
    """A row as it is numbered in the file: the values that could be read, and why not the others."""

    number: int
    values: Mapping[str, Any]
    reasons: Sequence[Reason] = ()
    # As it stands there, by the column's name: for the list of what was refused.
    texts: Mapping[str, str] = field(default_factory=dict)


def read(
    data: bytes,
    columns: Sequence[Column],
    *,
    most_rows: int = MOST_ROWS,
    most_bytes: int = MOST_BYTES,
) -> list[Line]:
    """The rows below the headings; raises one of the refusals above for the file as a whole."""
    too_large = TableTooLarge(rows=most_rows, megabytes=most_bytes // 1024 // 1024)
    if len(data) > most_bytes:
        raise too_large
    try:
        found = _pages(data, lowest_row=most_rows + HEADINGS_WITHIN)
    except TooLarge as error:
        raise too_large from error
    except Unreadable as error:
        raise UnreadableTable from error
    page, at, places = _headed(found, columns)
    lines = list(_lines(page, at, places, columns))
    if not lines:
        raise EmptyTable
    if len(lines) > most_rows:
        raise too_large
    return lines


def _pages(data: bytes, *, lowest_row: int) -> list[Page]:
    if data.startswith(b"PK"):
        unpacked = max(len(data) * UNPACKED, 64 * 1024 * 1024)
        return pages(data, lowest_row=lowest_row, most_bytes=unpacked)
    rows = list(_written(_decoded(data)))
    if rows and rows[-1].number > lowest_row:
        raise TooLarge
    return [Page("", rows)]


def _decoded(data: bytes) -> str:
    # What a spreadsheet program calls "Unicode text".
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable


def _written(text: str) -> Iterator[Row]:
    lines = text.lstrip().splitlines()[:HEADINGS_WITHIN]
    counted = {sign: sum(line.count(sign) for line in lines) for sign in DELIMITERS}
    delimiter = max(DELIMITERS, key=counted.__getitem__)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, row in enumerate(reader, 1):
            cells = {at: _cell(one) for at, one in enumerate(row[:WIDEST_ROW])}
            cells = {at: cell for at, cell in cells.items() if cell.text}
            if cells:
                yield Row(number, cells)
    except csv.Error as error:
        raise Unreadable from error


def _cell(text: str) -> Cell:
    """CSV has no types: ="0139" is a text as others write one, any other = a formula."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip(BLANKS)
    if text.startswith('="') and text.endswith('"') and text.count('"') == 2:
        return Cell(text[2:-1].strip(BLANKS))
    if text.startswith(("=", "＝")):
        return Cell(text, "formula")
    # As `spreadsheet.harmless` writes it.
    if text.startswith("'") and text[1:].startswith(FORMULA_SIGNS):
        return Cell(text[1:])
    return Cell(text)


def _headed(
    found: Sequence[Page], columns: Sequence[Column]
) -> tuple[Page, int, dict[str, int]]:
    """The first sheet with the headings, their row, and where each column is."""
    best: set[str] = set()
    for page in found:
        for row in page.rows:
            if row.number > HEADINGS_WITHIN:
                break
            places = _places(row, columns)
            needed = {one.name for one in columns if one.is_required}
            if needed <= places.keys():
                return page, row.number, places
            best = max(best, set(places), key=len)
    missing = [c.title for c in columns if c.is_required and c.name not in best]
    raise HeadingsMissing(missing=", ".join(missing))


def _places(row: Row, columns: Sequence[Column]) -> dict[str, int]:
    names = {_known(title): one for one in columns for title in one.titles}
    places: dict[str, int] = {}
    twice = ""
    for at, cell in row.cells.items():
        column = names.get(_known(cell.text))
        if column is None:
            continue
        if column.name in places:
            twice = twice or column.title
        places[column.name] = at
    if twice and len(places) > 1:
        raise HeadingTwice(heading=twice)
    return places


def _known(text: str) -> str:
    """A heading without blanks, stars and letter case: 手机 号* is 手机号."""
    return "".join(plain(text).split()).strip(LATE_SIGNS).casefold()


def _lines(
    page: Page, at: int, places: Mapping[str, int], columns: Sequence[Column]
) -> Iterator[Line]:
    merged = {
        (row, column)
        for rows, across in page.blocks
        for row in rows
        for column in across
        if column in places.values()
    }
    present = [one for one in columns if one.name in places]
    for row in page.rows:
        cells = {c.name: row.cells.get(places[c.name], Cell("")) for c in present}
        if row.number <= at or not any(cell.text for cell in cells.values()):
            continue
        yield _line(
            row.number,
            {
                name: Cell(cell.text, "merged")
                if (row.number, places[name]) in merged
                else cell
                for name, cell in cells.items()
            },
            present,
            is_1904=page.is_1904,
        )


def _line(
    number: int, cells: Mapping[str, Cell], columns: Sequence[Column], *, is_1904: bool
) -> Line:
    values: dict[str, Any] = {}
    reasons = []
    for column in columns:
        cell = cells[column.name]
        try:
            if cell.text or cell.trouble:
                values[column.name] = _value(cell, column, is_1904=is_1904)
            elif column.is_required:
                raise Unread("missing")
        except Unread as error:
            reasons.append(Reason(column.title, error.code))
    texts = {name: cell.text for name, cell in cells.items()}
    return Line(number, values, tuple(reasons), texts)


def _value(cell: Cell, column: Column, *, is_1904: bool) -> Any:
    value = value_of(cell, column.kind, is_1904=is_1904)
    if len(cell.text) > column.longest:
        raise Unread("too_long")
    if not column.words:
        return value
    if _known(cell.text) not in column.meanings:
        raise Unread("unknown_word")
    return column.meanings[_known(cell.text)]
