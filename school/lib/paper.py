"""The plain papers of the school: a heading, facts, tables, places to sign.

One description becomes a PDF and a workbook, so that both say the same.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string

from school.lib import fonts, pdf
from school.lib.diploma.fitting import breadth
from school.lib.spreadsheet import Sheet, Value, workbook

TICK = "√"
# Names wider than this, in ems, are set smaller, so that a row stays a row.
WIDE, WIDEST = 8, 18
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in millimetres, 0 for a share of the rest; `kind` says how a cell is drawn.

    Kinds: "" for text, "number", "sign" (to be read from afar), "name", "tick" (a box,
    ticked where the cell says so), "blank" (to be written in by hand).
    """

    label: str
    width: int = 0
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    title: str = ""
    # Each on a page of its own, as what is filed evening by evening has to be.
    starts_page: bool = False
    # What its sheet of the workbook is called, where the title is too long for that.
    tab: str = ""


@dataclass(frozen=True)
class Paper:
    """A document: `facts` above the tables, `notes` below, `signatures` at the foot."""

    title: str
    subject: str
    issuer: str
    facts: Sequence[tuple[str, Value]] = ()
    tables: Sequence[Table] = ()
    notes: Sequence[str] = ()
    signatures: Sequence[str] = ()
    is_landscape: bool = False
    # A code to scan, with what is printed under it.
    mark_uri: str = ""
    mark_text: str = ""
    # Of whoever the paper is about.
    photo_uri: str = ""
    # Of the two columns of facts in the workbook.
    fact_columns: tuple[str, str] = ("", "")


def as_pdf(*papers: Paper) -> bytes:
    """One file; each paper begins on a page of its own."""
    return next(as_pdfs([papers]))


def as_pdfs(files: Iterable[Sequence[Paper]]) -> Iterator[bytes]:
    """Files printed one by one with one set of fonts."""
    pages = [page(papers) for papers in files]
    sheet = render_to_string("documents/paper.css")
    with pdf.Press(pages, stylesheets=[sheet]) as press:
        for one in pages:
            yield press.print(one)


def as_workbook(paper: Paper, *, made_at: datetime | None = None) -> bytes:
    return workbook(sheets(paper), made_at=made_at)


def sheets(paper: Paper) -> Iterator[Sheet]:
    if paper.facts:
        yield Sheet(paper.title, paper.fact_columns, [list(one) for one in paper.facts])
    for table in paper.tables:
        yield Sheet(
            table.tab or table.title or paper.title,
            [column.label for column in table.columns],
            [_values(table, row) for row in table.rows],
        )


def page(papers: Sequence[Paper]) -> str:
    context = {"papers": [_article(paper) for paper in papers]}
    return render_to_string("documents/paper.html", context)


def _article(paper: Paper) -> dict[str, Any]:
    tables = [
        {
            "title": printable(table.title),
            "starts_page": table.starts_page,
            "columns": [(one, printable(one.label)) for one in table.columns],
            "rows": [_cells(table, row) for row in table.rows],
        }
        for table in paper.tables
    ]
    return {
        "paper": paper,
        "title": printable(paper.title),
        "subject": printable(paper.subject),
        "facts": [(printable(label), _text(value)) for label, value in paper.facts],
        "tables": tables,
        "notes": [printable(note) for note in paper.notes],
    }


def printable(text: str) -> str:
    """A sign that no font has is written as its number: never a box, never left out."""
    text = FORBIDDEN.sub("", text)
    for sign in fonts.missing_glyphs(text.replace("\n", "").replace("\t", "")):
        text = text.replace(sign, f"〔U+{ord(sign):04X}〕")
    return text


def _values(table: Table, row: Sequence[Value]) -> list[Value]:
    return [
        (TICK if cell else "") if column.kind == "tick" else cell
        for column, cell in zip(table.columns, row, strict=True)
    ]


def _cells(table: Table, row: Sequence[Value]) -> list[dict[str, Any]]:
    return [
        _cell(column, cell) for column, cell in zip(table.columns, row, strict=True)
    ]


def _cell(column: Column, value: Value) -> dict[str, Any]:
    if column.kind == "tick":
        return {"kind": "tick", "text": TICK if value else ""}
    text, kind = _text(value), column.kind
    if kind == "name":
        ems = breadth(text)
        kind += " wide" if ems > WIDE else ""
        kind += " widest" if ems > WIDEST else ""
    return {"kind": kind, "text": text}


def _text(value: Value) -> str:
    return "" if value is None else printable(str(value))


def joined(texts: Iterable[str]) -> str:
    return "、".join(text for text in texts if text)
