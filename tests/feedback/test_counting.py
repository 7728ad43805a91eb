"""Complaints by module and class: worked out by hand, and nothing told that points at somebody."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.feedback import actions, counting, refusals
from school.feedback.models import LessonLook
from school.feedback.rules.counting import Cell, Complaint, cell, told
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.lib.masking import SMALLEST
from school.people.models import User
from tests.cast import signed_in
from tests.costs import asked
from tests.factories.courses import make_cohort, make_edition
from tests.factories.enrollment import make_enrollment
from tests.factories.feedback import make_figure, make_kind, make_note, teach
from tests.factories.people import make_trainee

TODAY = timezone.localdate()
YEAR_AGO = TODAY - timedelta(days=365)
numbers = st.lists(
    st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=1, max_size=4
)


def complaint(worker: int, *modules: int) -> Complaint:
    return Complaint(worker, 1, 1, frozenset(modules))


def test_a_cell_counts_complaints_and_hides_by_workers() -> None:
    five = [complaint(worker, 1) for worker in range(SMALLEST)]
    assert cell(five) == Cell(5, 5)
    assert cell([complaint(1, 1)] * 9) == Cell(9, 1, is_hidden=True)
    assert cell([]) == Cell()


def test_what_a_sum_gives_away_is_hidden_too() -> None:
    few, more, most = Cell(2, 2, is_hidden=True), Cell(6, 6), Cell(9, 8)
    ((first, second, third, total),) = told([[few, more, most, Cell(17, 16)]])
    assert (first.is_hidden, second.is_hidden) == (True, True)
    assert (third.is_hidden, total.is_hidden) == (False, False)


def test_the_sum_is_hidden_where_there_is_no_other() -> None:
    ((few, none, total),) = told([[Cell(2, 2, is_hidden=True), Cell(), Cell(8, 8)]])
    assert few.is_hidden
    assert not none.is_hidden
    assert total.is_hidden


@given(numbers)
def test_no_line_hides_one_cell_alone(rows: list[list[int]]) -> None:
    def made(count: int) -> Cell:
        return Cell(count, count, is_hidden=0 < count < SMALLEST)

    sums = [sum(column) for column in zip(*rows, strict=True)]
    grid = [[made(n) for n in (*row, sum(row))] for row in [*rows, sums]]
    after = told(grid)
    for line in (*after, *zip(*after, strict=True)):
        hidden = [one for one in line if one.is_hidden]
        others = [one for one in line if one.workers and not one.is_hidden]
        assert len(hidden) != 1 or not others
    for before, now in zip(grid, after, strict=True):
        for one, same in zip(before, now, strict=True):
            assert same.is_hidden or not one.is_hidden


@pytest.fixture
def taught(db: None) -> Cohort:
    """Six who completed, each complained of for coming late, which the first lesson teaches."""
    kind, edition = make_kind(), make_edition()
    teach(edition, kind.standard, "EC-M01-L1")
    cohort = make_cohort(edition=edition, status=Cohort.Status.COMPLETED)
    for number in range(6):
        person = make_trainee(f"学员{number}")
        make_enrollment(cohort, person, status=Enrollment.Status.COMPLETED)
        make_note(person, kind=kind)
        make_figure(person, TODAY.replace(day=1) - timedelta(days=1), orders=20)
    return cohort


def test_counts_of_an_edition(taught: Cohort) -> None:
    found = counting.counts(taught.edition, first=YEAR_AGO, last=TODAY)
    assert found.total == Cell(6, 6)
    assert [row.total for row in found.modules] == [Cell(6, 6), Cell()]
    of_class, of_none = found.classes
    assert (of_class.cohort, of_class.workers) == (taught, 6)
    assert (of_class.orders, of_class.orders_of) == (120, 6)
    assert of_class.cells == [Cell(6, 6), Cell()]
    assert (of_none.cohort, of_none.total) == (None, Cell())
    ((standard, counted),) = found.standards
    assert (standard.code, counted) == ("STD01", Cell(6, 6))


def test_what_happened_outside_the_period_is_not_counted(taught: Cohort) -> None:
    last = TODAY - timedelta(days=1)
    assert counting.counts(taught.edition, first=YEAR_AGO, last=last).total == Cell()


def test_more_complaints_take_no_more_queries(taught: Cohort) -> None:
    def queries() -> int:
        with asked() as found:
            counting.counts(taught.edition, first=YEAR_AGO, last=TODAY)
        return len(found)

    few = queries()
    cohort = make_cohort(
        name="又一班", edition=taught.edition, status=Cohort.Status.COMPLETED
    )
    for number in range(3):
        person = make_trainee(f"新学员{number}")
        make_enrollment(cohort, person, status=Enrollment.Status.COMPLETED)
        make_note(person)
    assert queries() == few


def test_the_page_the_file_and_the_look(taught: Cohort, editor: User) -> None:
    browser = signed_in(editor)
    values = [taught.edition.course.code, taught.edition.version]
    page = reverse("feedback_desk:counts", args=values)
    look = reverse("feedback_desk:look", args=[*values, "EC-M01-L1"])
    assert look in browser.get(page).text
    assert browser.post(look, {"words": "加了一段实拍"}).status_code == 302
    assert LessonLook.objects.get().by == editor
    assert Entry.objects.filter(verb="feedback.look_at_lesson").count() == 1
    assert "加了一段实拍" in browser.get(page).text
    answer = browser.get(reverse("feedback_desk:counts_xlsx", args=values))
    book = load_workbook(BytesIO(answer.content))
    lines = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert lines[1][1:] == [6, 120, 6, "模块1", 6, 6]
    assert "学员0" not in str(lines)


def test_a_period_that_cannot_be_read_is_said(taught: Cohort, editor: User) -> None:
    values = [taught.edition.course.code, taught.edition.version]
    page = reverse("feedback_desk:counts", args=values)
    typed = {"first": str(TODAY), "last": str(YEAR_AGO)}
    assert "结束日期早于开始日期" in signed_in(editor).get(page, typed).text


def test_a_look_is_refused(taught: Cohort, editor: User, points_officer: User) -> None:
    lesson = taught.edition.modules.get(number=1).lessons.get()
    with pytest.raises(refusals.OutcomeNeeded):
        actions.look_at(lesson, words=" ", by=editor)
    with pytest.raises(NotPermitted):
        actions.look_at(lesson, words="看过", by=points_officer)
