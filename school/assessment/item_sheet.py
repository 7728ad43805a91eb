"""Item statistics as a workbook: a row a question, and a row an option."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from school.assessment import item_wording
from school.assessment.rules.items import Group
from school.assessment.statistics import Measured
from school.lib.spreadsheet import Sheet, Value


def sheet_of(rows: Sequence[Measured]) -> list[Sheet]:
    return [_questions(rows), _options(rows), _words()]


def _questions(rows: Sequence[Measured]) -> Sheet:
    return Sheet(
        _("Questions"),
        [
            _("Code of the question"),
            _("Module"),
            _("Kind"),
            _("Question"),
            _("Status"),
            _("Times used"),
            _("Answers counted"),
            _("Share right"),
            _("Share left out"),
            _("Discrimination"),
            _("Standard error"),
            _("To be looked at"),
        ],
        [_question(row) for row in rows],
    )


def _question(row: Measured) -> list[Value]:
    question, item = row.question, row.item
    return [
        question.code,
        question.module.code,
        question.get_kind_display(),
        question.stem,
        question.get_status_display(),
        row.times_used,
        item.answers,
        _rounded(item.difficulty),
        _rounded(item.omitted_share),
        _rounded(item.discrimination),
        _rounded(item.error),
        "; ".join(map(item_wording.called, item.findings)),
    ]


def _options(rows: Sequence[Measured]) -> Sheet:
    return Sheet(
        _("Options"),
        [
            _("Code of the question"),
            _("Option"),
            _("Right"),
            _("Chosen by all"),
            _("Chosen by the strong"),
            _("Chosen by the weak"),
            _("Share of all"),
            _("Share of the strong"),
            _("Share of the weak"),
        ],
        _option_rows(rows),
    )


def _option_rows(rows: Sequence[Measured]) -> Iterator[list[Value]]:
    for row in rows:
        for option in row.item.options:
            groups: list[Group] = [option.all, option.upper, option.lower]
            yield [
                row.question.code,
                option.key,
                _("yes") if option.is_right else "",
                *(group.count for group in groups),
                *(_rounded(group.share) for group in groups),
            ]


def _words() -> Sheet:
    """What the figures mean, so that the file can be read without the page."""
    return Sheet(
        _("How the figures are worked out"),
        [_("Rule")],
        [[one] for one in item_wording.limits()],
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
