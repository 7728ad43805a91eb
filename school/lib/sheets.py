"""Workbooks in: `spreadsheet` writes them, here they are read and nothing is believed unseen."""

import io
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from school.lib.archives import Archive, TooLarge, Unreadable
from school.lib.spreadsheet import Sheet, legible

MOST_FILES = 300
MOST_BYTES = 16 * 1024 * 1024
WIDEST_ROW = 80
# Further down lie only rows that somebody formatted by accident.
LOWEST_ROW = 5_000
BROKEN = (
    *(BadZipFile, InvalidFileException, EOFError, OSError, SyntaxError, zlib.error),
    *(AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError),
)
BLANKS = " \t\r\n\v\f\N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}\N{ZERO WIDTH SPACE}\ufeff"
RED = PatternFill("solid", start_color="FFC7CE", end_color="FFC7CE")


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, as text; `trouble` where that is no plain value."""

    text: str
    # formula, error, date, merged
    trouble: str = ""
    # What a real date says.
    when: date | None = None


@dataclass(frozen=True)
class Row:
    number: int
    # By column, from 0; empty cells are left out.
    cells: Mapping[int, Cell]


@dataclass(frozen=True)
class Page:
    title: str
    rows: Sequence[Row]
    # The first cell of each merged range, with its rows.
    merged: Mapping[str, range] = field(default_factory=dict)
    # Rows and columns (from 0) of each merged range.
    blocks: Sequence[tuple[range, range]] = ()
    # Its days are counted from 1904 instead of 1900.
    is_1904: bool = False

    def address(self, column: int, row: int) -> str:
        return f"{self.title}!{get_column_letter(column + 1)}{row}"


def pages(
    data: bytes, *, lowest_row: int = LOWEST_ROW, most_bytes: int = MOST_BYTES
) -> list[Page]:
    """The sheets of a workbook in their order; `most_bytes` unpacked."""
    book = _opened(data, most_bytes=most_bytes)
    is_1904 = book.epoch == CALENDAR_MAC_1904
    return [_page(sheet, lowest_row, is_1904=is_1904) for sheet in book.worksheets]


def marked(data: bytes, notes: Mapping[str, str], listed: Sheet) -> bytes:
    """The workbook again, with a red cell and a note at each address, and a sheet that lists them."""
    book = _opened(data)
    for address, note in notes.items():
        title, _mark, place = address.rpartition("!")
        cell = book[title][place] if title in book.sheetnames else None
        if isinstance(cell, SheetCell):
            cell.fill = RED
            cell.comment = Comment(legible(note), "", height=120, width=320)
    sheet = book.create_sheet(legible(listed.title))
    sheet.append(list(listed.columns))
    for row in listed.rows:
        sheet.append([legible(str(value)) for value in row])
        for cell in sheet[sheet.max_row]:
            cell.data_type = "s"
    for letter, width in zip("ABC", (24, 90, 40), strict=True):
        sheet.column_dimensions[letter].width = width
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _opened(data: bytes, *, most_bytes: int = MOST_BYTES) -> Workbook:
    archive = Archive(data, most_files=MOST_FILES, most_bytes=most_bytes)
    if "xl/workbook.xml" not in archive.names:
        raise Unreadable
    # No workbook declares entities, whose only use would be to blow it up.
    if any(b"<!DOCTYPE" in archive.read(name) for name in sorted(archive.names)):
        raise Unreadable
    try:
        return load_workbook(io.BytesIO(data), keep_links=False)
    except BROKEN as error:
        raise Unreadable from error


def _page(sheet: Worksheet, lowest_row: int, *, is_1904: bool) -> Page:
    if sheet.max_row > lowest_row:
        raise TooLarge
    merged = {
        f"{sheet.title}!{ranged.start_cell.coordinate}": range(
            ranged.min_row, ranged.max_row + 1
        )
        for ranged in sheet.merged_cells.ranges
    }
    blocks = [
        (
            range(ranged.min_row, ranged.max_row + 1),
            range(ranged.min_col - 1, ranged.max_col),
        )
        for ranged in sheet.merged_cells.ranges
    ]
    return Page(sheet.title, list(_rows(sheet)), merged, blocks, is_1904)


def _rows(sheet: Worksheet) -> Iterator[Row]:
    columns = min(sheet.max_column, WIDEST_ROW)
    for number, row in enumerate(sheet.iter_rows(max_col=columns), 1):
        cells = {}
        for column, cell in enumerate(row):
            found = _cell(cell)
            if found.text or found.trouble:
                cells[column] = found
        if cells:
            yield Row(number, cells)


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return Cell("")
    if cell.data_type == "f" or not isinstance(value, str | int | float | Decimal):
        is_date = isinstance(value, date | datetime | time | timedelta)
        when = value if isinstance(value, date) else None
        return Cell(str(value), "date" if is_date else "formula", when)
    if cell.data_type == "e":
        return Cell(str(value), "error")
    return Cell(_text(value))


def _text(value: str | int | float | Decimal) -> str:
    """A number typed into a sheet, as it was typed; a text without blanks around it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        value = Decimal(repr(value))
        return f"{value:f}".removesuffix(".0")
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip(BLANKS)
