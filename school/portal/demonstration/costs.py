"""What classes cost: two of which all is noted, one with a correction, one still going on."""

from datetime import timedelta

from django.utils import timezone

from school.courses.costs.actions import complete_costs, correct_cost, enter_cost
from school.courses.models import Cohort
from school.portal.demonstration.clock import at, on
from school.portal.demonstration.school import ClassBook, School

# Kind, yuan, paid from, note.
LINES = (
    ("teaching", 9600, "subsidy", "讲师课酬，按晚结算"),
    ("materials", 1860, "subsidy", "护理垫、棉签、毛巾"),
    ("venue", 2400, "association", "教室和实训室"),
    ("examiners", 1800, "association", "考评员两晚"),
    ("travel", 320, "fees", "考评员交通"),
)


def noted(school: School, over: list[ClassBook], running: ClassBook) -> None:
    for book in over:
        _lines(school, book, LINES)
        with at(on(book.last_evening + timedelta(days=9), 15)):
            if book is over[0]:
                _corrected(school, book.cohort)
            cohort = Cohort.objects.get(pk=book.cohort.pk)
            complete_costs(cohort, by=school.registrar)
    with at(on(school.today - timedelta(days=1), 15)):
        _enter(school, running.cohort, LINES[1])


def _lines(
    school: School, book: ClassBook, lines: tuple[tuple[str, int, str, str], ...]
) -> None:
    with at(on(book.last_evening + timedelta(days=7), 15)):
        for line in lines:
            _enter(school, book.cohort, line)


def _enter(school: School, cohort: Cohort, line: tuple[str, int, str, str]) -> None:
    kind, yuan, payer, note = line
    enter_cost(
        cohort,
        kind=kind,
        amount_fen=yuan * 100,
        payer=payer,
        note=note,
        paid_on=timezone.localdate(),
        by=school.registrar,
    )


def _corrected(school: School, cohort: Cohort) -> None:
    line = cohort.cost_lines.get(kind="travel")
    correct_cost(
        line,
        kind=line.kind,
        amount_fen=26_050,
        payer=line.payer,
        note=line.note,
        paid_on=line.paid_on,
        reason="有一张票不是这个班的",
        by=school.registrar,
    )
