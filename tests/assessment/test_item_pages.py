"""Item statistics at the desk: from sittings to a list, a page a question, and a workbook."""

import io

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from school.assessment.models import Attempt, Question
from school.assessment.rules.items import Finding
from school.assessment.statistics import findings_of, measured, measured_one
from school.courses.models import Cohort
from school.people.models import User
from tests.cast import signed_in
from tests.factories.assessment import make_bank
from tests.factories.courses import make_cohort, make_edition
from tests.factories.sittings import make_sittings

pytestmark = pytest.mark.django_db
# Chosen of five questions, whose key is B. The first is right for those who get the
# others wrong; the last is right for everybody.
ROWS = [
    *[["A", "B", "B", "B", "B"]] * 12,
    *[["B", "A", "A", "", "B"]] * 12,
    *[["B", "B", "B", "C", "B"]] * 8,
    *[["C", "B", "A", "D", "B"]] * 8,
]


@pytest.fixture
def cohort() -> Cohort:
    return make_cohort(edition=make_edition(), sessions=False, seats=100)


@pytest.fixture
def bank(cohort: Cohort) -> list[Question]:
    return make_bank(cohort.edition, each=3)[:5]


@pytest.fixture
def desk(registrar: User) -> Client:
    return signed_in(registrar)


def page(name: str, cohort: Cohort) -> str:
    edition = cohort.edition
    return reverse(
        f"assessment_desk:{name}", args=[edition.course.code, edition.version]
    )


def test_the_figures_come_from_first_sittings_handed_in(
    cohort: Cohort, bank: list[Question]
) -> None:
    trainees = make_sittings(cohort, bank, ROWS)
    again = [["B"] * 5] * len(trainees)
    make_sittings(cohort, bank, again, number=2, enrollments=trainees)
    found = measured_one(bank[0])
    assert (found.times_used, found.item.answers, found.item.right) == (80, 40, 20)
    Attempt.objects.filter(number=1, enrollment=trainees[0]).update(status="started")
    assert measured_one(bank[0]).item.answers == 39


def test_one_question_has_the_figures_it_has_among_all(
    cohort: Cohort, bank: list[Question]
) -> None:
    make_sittings(cohort, bank, ROWS)
    for row in measured(cohort.edition):
        assert measured_one(row.question).item == row.item


def test_the_gravest_findings_come_first(cohort: Cohort, bank: list[Question]) -> None:
    make_sittings(cohort, bank, ROWS)
    found = findings_of(measured(cohort.edition))
    assert (found[0].question, found[0].item.findings[0]) == (
        bank[0],
        Finding.NEGATIVE,
    )
    named = {row.question: row.item.findings for row in found}
    assert Finding.TOO_EASY in named[bank[4]]
    assert Finding.TOO_HARD in named[bank[3]]
    gravest = [list(Finding).index(row.item.findings[0]) for row in found]
    assert gravest == sorted(gravest)


def test_the_desk_lists_what_is_to_be_looked_at(
    desk: Client, cohort: Cohort, bank: list[Question]
) -> None:
    listed = desk.get(reverse("assessment_desk:items")).text
    assert page("edition_items", cohort) not in listed
    make_sittings(cohort, bank, ROWS)
    listed = desk.get(reverse("assessment_desk:items")).text
    assert page("edition_items", cohort) in listed
    shown = desk.get(page("edition_items", cohort)).text
    assert reverse("question:inspect", args=[bank[0].pk]) in shown
    assert "−" in shown
    untold = make_bank(make_edition(version="9.9"), each=1)[0]
    assert reverse("question:inspect", args=[untold.pk]) not in shown


def test_the_page_of_a_question_shows_its_options(
    desk: Client, cohort: Cohort, bank: list[Question]
) -> None:
    make_sittings(cohort, bank, ROWS)
    shown = desk.get(reverse("question:inspect", args=[bank[0].pk])).text
    # 12 of 40 chose A; all eleven of the best did.
    assert "30% (12)" in shown
    assert "100% (11)" in shown


def test_a_question_with_few_answers_is_not_judged(
    desk: Client, cohort: Cohort, bank: list[Question]
) -> None:
    make_sittings(cohort, bank, ROWS[:19])
    response = desk.get(reverse("question:inspect", args=[bank[4].pk]))
    assert response.context["measured"].item.findings == ()
    assert "100%" not in response.text


def test_the_workbook_has_every_question_and_option(
    desk: Client, cohort: Cohort, bank: list[Question]
) -> None:
    make_sittings(cohort, bank, ROWS)
    sent = desk.get(page("edition_items_xlsx", cohort))
    book = openpyxl.load_workbook(io.BytesIO(sent.content))
    questions, options, words = book.worksheets
    rows = {row[0]: row for row in questions.iter_rows(min_row=2, values_only=True)}
    assert len(rows) == cohort.edition.questions.count()
    figures = rows[bank[0].code]
    assert figures[5:8] == (40, 40, 0.5)
    assert figures[9] < -0.3
    first = next(options.iter_rows(min_row=2, values_only=True))
    assert first[:4] == (bank[0].code, "A", None, 12)
    assert words.max_row > 3


@pytest.mark.parametrize("name", ["edition_items", "edition_items_xlsx"])
def test_the_figures_cost_the_same_with_more_of_everything(
    name: str, desk: Client, cohort: Cohort, bank: list[Question]
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(page(name, cohort)).status_code == 200
        return len(captured)

    make_sittings(cohort, bank, ROWS[:30:10])
    before = cost()
    make_sittings(cohort, bank, ROWS)
    assert cost() == before <= 25


def test_a_page_of_a_question_costs_the_same_with_more_sittings(
    desk: Client, cohort: Cohort, bank: list[Question]
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            url = reverse("question:inspect", args=[bank[0].pk])
            assert desk.get(url).status_code == 200
        return len(captured)

    make_sittings(cohort, bank, ROWS[:3])
    before = cost()
    make_sittings(cohort, bank, ROWS[:9])
    assert cost() == before <= 25
