"""The counts as a workbook: what is hidden on the page is hidden here."""

from django.utils.translation import gettext as _

from school.feedback.counting import Counts
from school.feedback.rules.counting import Cell
from school.lib.masking import SMALLEST
from school.lib.spreadsheet import Sheet, Value, workbook


def counted(counts: Counts) -> bytes:
    return workbook([_by_class(counts), _by_standard(counts), _by_lesson(counts)])


def in_cells(cell: Cell) -> list[Value]:
    if cell.is_hidden:
        few = _("hidden: fewer than %(smallest)s workers") % {"smallest": SMALLEST}
        return [few, few]
    return [cell.complaints, cell.workers]


def _by_class(counts: Counts) -> Sheet:
    rows: list[list[Value]] = []
    for line in counts.classes:
        name = str(line.cohort) if line.cohort else _("no class of this edition")
        about: list[Value] = [name, line.workers, line.orders, line.orders_of]
        for row, cell in zip(counts.modules, line.cells, strict=True):
            rows.append([*about, str(row.module), *in_cells(cell)])
        rows.append([*about, _("all modules"), *in_cells(line.total)])
    return Sheet(
        _("By class and module"),
        [
            _("Class"),
            _("Workers who completed it"),
            _("Orders known in the period"),
            _("Workers whose orders are known"),
            _("Module"),
            _("Complaints"),
            _("Of so many workers"),
        ],
        rows,
    )


def _by_standard(counts: Counts) -> Sheet:
    return Sheet(
        _("By standard"),
        [_("Service standard"), _("Complaints"), _("Of so many workers")],
        [[str(standard), *in_cells(cell)] for standard, cell in counts.standards],
    )


def _by_lesson(counts: Counts) -> Sheet:
    rows: list[list[Value]] = [
        [
            str(row.module),
            str(lesson),
            look.words if look else "",
            str(look.by or "") if look else "",
            look.at.date() if look else None,
        ]
        for row in counts.modules
        for lesson, look in row.lessons
    ]
    return Sheet(
        _("Lessons"),
        [
            _("Module"),
            _("Lesson"),
            _("What comes of it"),
            _("Looked at by"),
            _("Looked at on"),
        ],
        rows,
    )
