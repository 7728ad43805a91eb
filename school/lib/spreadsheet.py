"""The door to openpyxl: workbooks out. `sheets` takes them in."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Value = str | int | float | Decimal | bool | date | datetime | time | None
# What a spreadsheet program may take for the beginning of a formula in a CSV file.
FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠")
TITLE_LENGTH = 31
WIDEST = 60
DATED = re.compile(rb"(<dcterms:\w+[^>]*>)[^<]*(</dcterms)")


@dataclass(frozen=True)
class Sheet:
    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Value]]
    # By column, from 0: the cells that list what may be chosen there.
    choices: Mapping[int, str] = field(default_factory=dict)


def workbook(sheets: Iterable[Sheet], *, made_at: datetime | None = None) -> bytes:
    """An XLSX file in which every text is a text, whatever it begins with.

    With `made_at` the same sheets give the same bytes.
    """
    book = Workbook(write_only=True)
    for sheet in sheets:
        _write(book.create_sheet(_title(sheet.title)), sheet)
    out = BytesIO()
    book.save(out)
    return _dated(out.getvalue(), made_at) if made_at else out.getvalue()


def _dated(data: bytes, made_at: datetime) -> bytes:
    """The file as if written at `made_at`: openpyxl puts the present into it."""
    stamp = made_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = DATED.sub(rf"\g<1>{stamp}\g<2>".encode(), content)
            new.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return out.getvalue()


def legible(text: str) -> str:
    """Without the signs that no workbook holds."""
    return ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text)


def harmless(text: str) -> str:
    """A text for a CSV file, which cannot say that it is one: an apostrophe does."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def _write(page: Any, sheet: Sheet) -> None:
    rows = [list(row) for row in sheet.rows]
    for index, column in enumerate(sheet.columns):
        texts = [column, *(str(row[index] or "") for row in rows)]
        width = max(map(_width, texts)) + 2
        page.column_dimensions[get_column_letter(index + 1)].width = min(width, WIDEST)
    page.freeze_panes = "A2"
    page.append([_cell(page, column, bold=True) for column in sheet.columns])
    for row in rows:
        page.append([_cell(page, value) for value in row])
    for index, cells in sheet.choices.items():
        letter = get_column_letter(index + 1)
        chosen = DataValidation("list", formula1=cells, sqref=f"{letter}2:{letter}3000")
        page.data_validations.append(chosen)


def list_at(title: str, index: int, length: int) -> str:
    """The cells under the heading of a column, as a list to choose from."""
    letter = get_column_letter(index + 1)
    name = _title(title).replace("'", "''")
    return f"'{name}'!${letter}$2:${letter}${length + 1}"


def _cell(page: Any, value: Any, *, bold: bool = False) -> Any:
    if isinstance(value, str):
        value = legible(value)
    if isinstance(value, datetime | time) and value.tzinfo:
        value = value.replace(tzinfo=None)
    cell = WriteOnlyCell(page, value)
    if isinstance(value, str):
        # openpyxl takes a text that begins with "=" for a formula.
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell


def _title(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:TITLE_LENGTH] or "1"


def _width(text: str) -> int:
    """Han characters are two wide."""
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in text)
