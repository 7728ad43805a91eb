"""Takes a workbook of questions apart, cell by cell."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from school.assessment.exchange.columns import (
    CHOICES,
    REQUIRED,
    heading,
    known_headings,
    known_words,
)
from school.assessment.exchange.reading import (
    MOST_QUESTIONS,
    Entry,
    Reading,
    take,
)
from school.assessment.exchange.sentences import SENTENCES, Problem
from school.assessment.rules.written import FIELDS, Fault, Vocabulary
from school.lib.sheets import Page, Row, pages
from school.lib.typed import plain


def read_workbook(data: bytes, words: Vocabulary) -> Reading:
    """Every question of the first sheet that has our headings, or every bad cell."""
    reading = Reading()
    page = next((page for page in pages(data) if _is_ours(page)), None)
    if page is None:
        sentence = _(
            "No sheet has the headings of the template in its first row. Download the "
            "template and copy your questions into it."
        )
        reading.problems.append(Problem("", sentence))
        return reading
    reading.problems += _merges(page)
    columns = _columns(page, reading)
    if columns is None:
        return reading
    rows = list(_filled(page, columns))
    if len(rows) > MOST_QUESTIONS:
        sentence = _(
            "The sheet has %(rows)s questions and one file takes %(most)s. Divide it."
        )
        data_ = {"rows": len(rows), "most": MOST_QUESTIONS}
        reading.problems.append(
            Problem(page.address(0, rows[-1].number), sentence % data_)
        )
        return reading
    take(reading, (_entry(page, row, columns) for row in rows), words)
    return reading


def _plain(text: str) -> str:
    return " ".join(plain(text).casefold().split())


def _is_ours(page: Page) -> bool:
    known = known_headings()
    if not page.rows or page.rows[0].number != 1:
        return False
    found = {known.get(_plain(cell.text)) for cell in page.rows[0].cells.values()}
    return bool(found & {"code", "stem_zh", "stem_en"})


def _columns(page: Page, reading: Reading) -> dict[int, str] | None:
    """Which field stands in which column; none if the headings are not right."""
    known = known_headings()
    columns: dict[int, str] = {}
    problems = []
    for column, cell in page.rows[0].cells.items():
        name = known.get(_plain(cell.text))
        if name is None:
            sentence = _(
                "No column is called “%(value)s”. Take a heading of the template, or "
                "delete the column."
            )
        elif name in columns.values():
            sentence = _("There are two columns “%(value)s”. Delete one of them.")
        else:
            columns[column] = name
            continue
        text = sentence % {"value": cell.text}
        problems.append(Problem(page.address(column, 1), text))
    for name in REQUIRED:
        if name not in columns.values():
            text = _("The column “%(column)s” is missing. Add it, as in the template.")
            text %= {"column": heading(name)}
            problems.append(Problem(page.address(len(page.rows[0].cells), 1), text))
    reading.problems += problems
    return None if problems else columns


def _merges(page: Page) -> list[Problem]:
    return [Problem(place, str(SENTENCES["merged"])) for place in page.merged]


def _filled(page: Page, columns: Mapping[int, str]) -> Iterator[Row]:
    """Rows with something in them; those with merged cells are spoken of already."""
    merged = {number for rows in page.merged.values() for number in rows}
    for row in page.rows[1:]:
        if row.number not in merged and row.cells.keys() & columns.keys():
            yield row


def _entry(page: Page, row: Row, columns: Mapping[int, str]) -> Entry:
    fields: dict[str, str] = {}
    faults = []
    for column, name in columns.items():
        cell = row.cells.get(column)
        if cell is None:
            continue
        fields[name] = _code_of(name, cell.text) if name in CHOICES else cell.text
        if cell.trouble:
            faults.append(Fault(name, cell.trouble))
    # A fault of a field that has no column stands at the code.
    home = page.address(_column(columns, "code"), row.number)
    places = dict.fromkeys(FIELDS, home)
    places |= {
        name: page.address(column, row.number) for column, name in columns.items()
    }
    return Entry(fields, places, faults)


def _column(columns: Mapping[int, str], name: str) -> int:
    return next(column for column, known in columns.items() if known == name)


def _code_of(name: str, text: str) -> str:
    """The code for a word of any language; what is no such word stays as it is."""
    return known_words(name).get(_plain(text), text)
