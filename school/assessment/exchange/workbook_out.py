"""Workbooks of questions: a bank as it is, and the template for new ones."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from school.assessment.exchange.bank import bank_as_written
from school.assessment.exchange.columns import (
    CHOICES,
    explained,
    heading,
    word,
    words,
)
from school.assessment.exchange.examples import examples
from school.assessment.models import Question
from school.assessment.rules.written import (
    FIELDS,
    Written,
    decimal_text,
    option_field,
)
from school.courses.models import Edition, Lesson, Standard
from school.lib.spreadsheet import Sheet, list_at, workbook


def export(edition: Edition, questions: QuerySet[Question]) -> bytes:
    """The bank as a workbook that can be taken in again."""
    rows = [_row(one) for one in bank_as_written(questions)]
    return workbook([_questions(edition, rows), _lists(edition)])


def template(edition: Edition) -> bytes:
    first = edition.modules.order_by("number").values_list("code", flat=True).first()
    shown = [_row(one) for one in examples(first or "")]
    columns = [heading(field) for field in FIELDS]
    return workbook(
        [
            _questions(edition, []),
            Sheet(
                _("How to fill it in"),
                [_("Column of the sheet"), _("What is meant")],
                _help(),
            ),
            Sheet(_("Examples of questions"), columns, shown),
            _lists(edition),
        ]
    )


def _help() -> list[tuple[str, str]]:
    return [
        *explained(),
        (
            _("Checking"),
            _(
                "Nothing is taken in before every cell is right and you have confirmed "
                "it. One sheet takes 2,000 questions; empty rows do no harm. Formulas "
                "and merged cells are refused."
            ),
        ),
    ]


def _questions(edition: Edition, rows: Sequence[Sequence[str]]) -> Sheet:
    columns = [heading(field) for field in FIELDS]
    listed = _lists(edition)
    choices = {
        FIELDS.index(field): list_at(listed.title, index, len(column))
        for index, (field, column) in enumerate(_columns(edition).items())
        if field in FIELDS and column
    }
    return Sheet(_("Questions of the bank"), columns, rows, choices)


def _lists(edition: Edition) -> Sheet:
    """What may be chosen, each in a column of its own."""
    columns = _columns(edition)
    longest = max(map(len, columns.values()))
    rows = [
        [column[index] if index < len(column) else "" for column in columns.values()]
        for index in range(longest)
    ]
    headings = [
        heading(name) if name in FIELDS else _("Title of the entry") for name in columns
    ]
    return Sheet(_("Lists to choose from"), headings, rows)


def _columns(edition: Edition) -> dict[str, list[str]]:
    modules = list(edition.modules.order_by("number"))
    lessons = list(
        Lesson.objects.filter(module__edition=edition).order_by("module", "number")
    )
    standards = list(Standard.objects.order_by("number"))
    return {
        **{field: words(field) for field in CHOICES},
        "module": [one.code for one in modules],
        "module_title": [str(one.title) for one in modules],
        "lesson": [one.code for one in lessons],
        "lesson_title": [str(one.title) for one in lessons],
        "standard": [one.code for one in standards],
        "standard_title": [str(one.title) for one in standards],
    }


def _row(written: Written) -> list[str]:
    said = {name: getattr(written, name, "") for name in FIELDS}
    for name in CHOICES:
        said[name] = word(name, said[name])
    said["answer"] = "".join(written.answer)
    tolerance = written.tolerance
    said["tolerance"] = "" if tolerance is None else decimal_text(tolerance)
    for option in written.options:
        for part in ("zh", "en", "picture"):
            said[option_field(option.key, part)] = getattr(option, part)
    return [str(said[name]) for name in FIELDS]
