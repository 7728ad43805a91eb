"""A class on one page: who sees which columns, and the columns of who looks."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.lib.spreadsheet import Sheet
from school.people.models import User
from school.portal.cockpit import afterwards, learning
from school.portal.cockpit.cells import Board, Cell, Column, Part

READ = "enrollment.view_enrollment"
LEARNED = [
    Part(READ, learning.credited),
    Part("assessment.view_practical", learning.marks),
    Part("certificates.view_certificate", afterwards.certificates),
]
PAID = Part("wages.view_wagerecord", afterwards.pay)
OF_A_CLASS = [
    *LEARNED,
    Part("standing.view_standing", afterwards.points),
    PAID,
    # Many and narrow: after what is asked for more often.
    Part("attendance.view_event", learning.evenings),
]
# Her points are her own, and not of one of her classes.
OF_A_PERSON = [*LEARNED, PAID]
STAGES = [Cohort.Status.RUNNING, Cohort.Status.ASSESSING, Cohort.Status.COMPLETED]


def classes() -> QuerySet[Cohort]:
    """Those that have begun: before, there is nothing to look at."""
    return Cohort.objects.filter(status__in=STAGES).select_related("edition__course")


def board_of(cohort: Cohort, user: User, *, at: datetime) -> Board:
    roll = (
        Enrollment.objects.on_roll()
        .trainees()
        .filter(cohort=cohort)
        .select_related("person", "cohort__edition")
        .order_by("enrolled_at", "pk")
    )
    return Board(list(roll), at, user)


def columns_for(board: Board, parts: Sequence[Part]) -> list[Column]:
    """In a number of queries that does not grow with the roll."""
    if not board.roll:
        return []
    return [
        column
        for part in parts
        if board.user.has_perm(part.right)
        for column in part.columns(board)
    ]


def lines(
    board: Board, columns: Sequence[Column]
) -> list[tuple[Enrollment, list[tuple[Column, Cell]]]]:
    return [
        (one, [(column, column.cells[one.pk]) for column in columns])
        for one in board.roll
    ]


def problems(columns: Sequence[Column]) -> int:
    """How many people have one at least; an evening that was missed is not yet one."""
    wide = [one for one in columns if not one.is_narrow]
    return len({key for one in wide for key, cell in one.cells.items() if cell.problem})


def sheet_of(cohort: Cohort, board: Board, columns: Sequence[Column]) -> Sheet:
    """The same columns in the same order, every problem in words."""
    return Sheet(
        cohort.name,
        [_("Trainee"), *(_heading(column) for column in columns)],
        [
            [one.person.name, *(cell.in_words for _column, cell in cells)]
            for one, cells in lines(board, columns)
        ],
    )


def _heading(column: Column) -> str:
    return " · ".join(filter(None, [column.title, column.note]))
