from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from school.lib.spreadsheet import Sheet, workbook
from school.outcomes.figures import Section
from school.outcomes.models import CohortResult
from school.outcomes.tables import Table
from school.ui.templatetags.ui import full_date

OF_PAY: Final = gettext_lazy("Who is not in the pay figures, and why")


def spreadsheet(cohort: CohortResult, told: list[Section], *, on: date) -> bytes:
    """Every figure with numerator, coverage, definition and the day it is of."""
    return workbook(figure_sheets(cohort.name, told, on=on))


def overview_sheet(told: dict[str, Any]) -> bytes:
    """The whole as of a class, and a sheet for each kind of group."""
    on = told["as_of"]
    whole = figure_sheets(_("Results of the school"), told["sections"], on=on)
    return workbook(
        [*whole, *(group_sheet(table, told["paid"], on=on) for table in told["tables"])]
    )


def group_sheet(
    table: Table, paid: str, *, on: date, notes: Sequence[str] = ()
) -> Sheet:
    """Two columns a figure: what it comes to, and of how many."""
    columns = [_("Group")]
    for label, of_whom in table.columns:
        columns += [label, f"{label}: {of_whom}"]
    rows = [
        [row.inset, *(text for cell in row.cells for text in (cell.value, cell.of))]
        for row in table.rows
    ]
    if table.withheld:
        rows.append([withheld(table)])
    rows += [[note] for note in notes]
    day, blank = full_date(on), [""] * (len(columns) - 1)
    return Sheet(
        title=table.title,
        columns=columns,
        rows=[
            *([*row, *blank][: len(columns)] for row in rows),
            [_as_of(table, day, paid), *blank],
        ],
    )


def _as_of(table: Table, day: str, paid: str) -> str:
    if not table.is_of_question:
        return _("As of %(day)s") % {"day": day}
    return _("As of %(day)s, %(paid)s") % {"day": day, "paid": paid}


def withheld(table: Table) -> str:
    return ngettext(
        "%(groups)s more group is not shown: it would tell of few people.",
        "%(groups)s more groups are not shown: they would tell of few people.",
        table.withheld,
    ) % {"groups": table.withheld}


def figure_sheets(title: str, told: Sequence[Section], *, on: date) -> list[Sheet]:
    day = full_date(on)
    figures = Sheet(
        title=title,
        columns=[
            _("When asked"),
            _("Figure"),
            _("What it comes to"),
            _("How sure"),
            _("Of how many"),
            _("Known of"),
            _("How it is worked out"),
            _("As of"),
            _("Note"),
        ],
        rows=[
            [
                section.title,
                figure.label,
                figure.value,
                figure.interval,
                figure.of,
                figure.coverage,
                figure.definition,
                # Some of them may be an earlier report's.
                _("see the note") if section.notes else day,
                " ".join(filter(None, [section.caveat, *section.notes])),
            ]
            for section in told
            for figure in section.figures
        ],
    )
    return [figures, _left_out(told)]


def _left_out(told: Sequence[Section]) -> Sheet:
    return Sheet(
        title=_("What is left out"),
        columns=[_("When asked"), _("Of what"), _("Why left out")],
        rows=[
            [section.title, section.left_out_of or str(OF_PAY), why]
            for section in told
            for why in section.left_out
        ],
    )
