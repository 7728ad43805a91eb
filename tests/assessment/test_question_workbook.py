"""Questions out into a workbook and in again; whatever is wrong is said by cell, and all at once."""

import io
import time
from typing import Any

import pytest
from django.utils import translation
from openpyxl import Workbook, load_workbook

from school.assessment import actions
from school.assessment.exchange.planning import plan
from school.assessment.exchange.workbook_out import export, template
from school.assessment.models import Question
from school.courses.models import Edition
from school.journal.actors import SYSTEM
from tests.factories.questions import (
    cell_of,
    changed,
    filled,
    line,
    make_each_kind,
    module_code,
    read_sheet,
    saved,
)

pytestmark = pytest.mark.django_db


# There and back


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_was_exported_comes_back_unchanged(
    edition: Edition, language: str
) -> None:
    bank = make_each_kind(edition)
    with translation.override(language):
        data = export(edition, edition.questions.all())
    with translation.override("en"):
        reading = read_sheet(edition, data)
    assert reading.problems == []
    found = plan(edition, reading.questions)
    assert len(found.unchanged) == len(bank) == len(Question.Kind)
    assert not (found.new or found.changed or found.refused)


def test_it_makes_the_same_bank_elsewhere(edition: Edition) -> None:
    make_each_kind(edition)
    data = export(edition, edition.questions.all())
    before = {question.code: question for question in edition.questions.all()}
    edition.questions.all().delete()
    reading = read_sheet(edition, data)
    assert reading.problems == []
    done = actions.import_questions(edition, reading.questions, by=SYSTEM)
    assert (done.new, done.changed, done.unchanged) == (6, 0, 0)
    for question in edition.questions.select_related("replaces"):
        old = before[question.code]
        for name in ("kind", "stem_zh", "options", "answer", "use", "difficulty"):
            assert getattr(question, name) == getattr(old, name), name
        assert question.picture_id == old.picture_id
        assert question.status == Question.Status.DRAFT
    assert edition.questions.get(code="1Q003").replaces.code == "1Q001"


def test_the_examples_of_the_template_are_right(edition: Edition) -> None:
    make_each_kind(edition)
    book = load_workbook(io.BytesIO(template(edition)))
    questions, _how, shown, lists = book.worksheets
    assert questions.max_row == 1
    assert len(questions.data_validations.dataValidation) >= 5
    assert lists.max_row > 1
    book.remove(questions)
    reading = read_sheet(edition, saved(book))
    assert reading.problems == []
    assert {one.kind for one in reading.questions} == set(Question.Kind.values)
    assert shown.title in reading.places[0]


def test_an_empty_template_has_no_question_in_it(edition: Edition) -> None:
    reading = read_sheet(edition, template(edition))
    assert (reading.questions, reading.problems) == ([], [])


# A thousand rows


def test_thirty_bad_rows_of_a_thousand_are_thirty_sentences(edition: Edition) -> None:
    name = module_code(edition)
    wrong: list[tuple[str, Any]] = [
        ("answer", "C"),
        ("module", "EC-M99"),
        ("kind", "essay"),
        ("stem_en", None),
        ("B_en", None),
        ("difficulty", "fiendish"),
        ("standard", "STD99"),
        ("answer", "AB"),
        ("tolerance", "0.5"),
        ("explanation_zh", "   "),
    ]
    lines = [line(serial, name) for serial in range(1000)]
    for index in range(30):
        field, value = wrong[index % len(wrong)]
        lines[index * 33][field] = value
    reading = read_sheet(edition, filled(lines))
    assert [problem.place for problem in reading.problems] == [
        cell_of(wrong[index % len(wrong)][0], index * 33 + 2) for index in range(30)
    ]
    assert len({problem.place for problem in reading.problems}) == 30
    assert not edition.questions.exists()


def test_a_thousand_good_rows_are_all_taken_in(
    edition: Edition, django_assert_max_num_queries: Any
) -> None:
    lines = [line(serial, module_code(edition)) for serial in range(1000)]
    reading = read_sheet(edition, filled(lines))
    assert reading.problems == []
    # One statement on PostgreSQL; SQLite takes 999 values in one.
    with django_assert_max_num_queries(50):
        done = actions.import_questions(edition, reading.questions, by=SYSTEM)
    assert done.new == edition.questions.count() == 1000
    began = time.perf_counter()
    again = plan(edition, reading.questions)
    assert len(again.unchanged) == 1000
    assert time.perf_counter() - began < 5


# The sheet as a whole


def test_headings_are_read_in_any_order_and_language(edition: Edition) -> None:
    make_each_kind(edition)
    with translation.override("zh-hans"):
        data = export(edition, edition.questions.all())
    reading = read_sheet(
        edition, changed(data, lambda sheet: sheet.move_range("A1:A9", cols=60))
    )
    assert reading.problems == []
    assert len(reading.questions) == 6


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda sheet: sheet.cell(1, 5, "Kindd"), ["题目!E1", "题目!AP1"]),
        (lambda sheet: sheet.cell(1, 6, "kind"), ["题目!F1"]),
        (lambda sheet: sheet.delete_cols(1), ["题目!AO1"]),
    ],
)
def test_wrong_headings_are_said(edition: Edition, change: Any, where: Any) -> None:
    data = filled([line(1, module_code(edition))], change=change)
    reading = read_sheet(edition, data)
    assert reading.questions == []
    assert [problem.place for problem in reading.problems] == where


def test_a_workbook_without_our_headings_is_said_to_have_none(edition: Edition) -> None:
    reading = read_sheet(edition, saved(Workbook()))
    assert len(reading.problems) == 1


def test_too_many_questions_are_refused_in_one_sentence(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "school.assessment.exchange.workbook_in.MOST_QUESTIONS"
    monkeypatch.setattr(path, 3)
    lines = [line(serial, module_code(edition)) for serial in range(4)]
    assert len(read_sheet(edition, filled(lines)).problems) == 1
