"""An edition's question bank comes from the curriculum files."""

from dataclasses import replace

import pytest

from school.assessment.curriculum import load_questions
from school.assessment.models import Question
from school.courses.actions.curriculum import (
    load_edition,
    load_standards,
    load_tracks,
)
from school.courses.curriculum.reader import CourseSet, read
from school.courses.models import Edition
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted, Refusal
from school.lib.sync import Counts
from school.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def part() -> CourseSet:
    return read().courses[0]


@pytest.fixture
def edition(part: CourseSet) -> Edition:
    curriculum = read()
    load_tracks(curriculum, by=SYSTEM)
    load_standards(curriculum.standards, by=SYSTEM)
    return load_edition(part, by=SYSTEM).edition


def test_all_eighty_questions_are_in_the_bank(
    edition: Edition, part: CourseSet
) -> None:
    counts = load_questions(edition, part.questions, by=SYSTEM)
    assert counts == Counts(created=80)
    assert edition.questions.for_exam().count() == 80


def test_a_question_has_the_words_and_ties_of_its_file(
    edition: Edition, part: CourseSet
) -> None:
    load_questions(edition, part.questions, by=SYSTEM)
    question = Question.objects.get(code="EC-Q23")
    assert question.kind == Question.Kind.MULTIPLE
    assert question.difficulty == Question.Difficulty.MEDIUM
    assert question.answer == ["A", "C", "D"]
    assert question.options[0] == {
        "key": "A",
        "zh": "身上有说不清来历的青紫",
        "en": "Bruises nobody can explain",
    }
    assert question.lesson and question.lesson.code == "EC-M01-L2"
    assert question.standard and question.standard.code == "STD18"


def test_a_question_of_the_course_file_has_no_lesson(
    edition: Edition, part: CourseSet
) -> None:
    load_questions(edition, part.questions, by=SYSTEM)
    question = Question.objects.get(code="EC-Q01")
    assert (question.lesson, question.standard, question.difficulty) == (None, None, "")
    assert question.module.code == "EC-M02"


def test_loading_again_writes_nothing(edition: Edition, part: CourseSet) -> None:
    load_questions(edition, part.questions, by=SYSTEM)
    entries = Entry.objects.count()
    assert load_questions(edition, part.questions, by=SYSTEM) == Counts(unchanged=80)
    assert Entry.objects.count() == entries


def test_a_changed_question_keeps_its_row(edition: Edition, part: CourseSet) -> None:
    load_questions(edition, part.questions, by=SYSTEM)
    row = Question.objects.get(code="EC-Q01").pk
    first = replace(part.questions[0], answer=("B",))
    counts = load_questions(edition, (first, *part.questions[1:]), by=SYSTEM)
    assert counts == Counts(updated=1, unchanged=79)
    assert Question.objects.get(code="EC-Q01").pk == row
    assert Question.objects.get(code="EC-Q01").answer == ["B"]


def test_who_may_not_change_questions_may_not_load_them(
    edition: Edition, part: CourseSet, assistant: User
) -> None:
    with pytest.raises(NotPermitted):
        load_questions(edition, part.questions, by=assistant)


def test_questions_of_the_desk_are_replaced_only_where_that_is_said(
    edition: Edition, part: CourseSet, editor: User
) -> None:
    load_questions(edition, part.questions[:2], by=SYSTEM)
    own = edition.questions.filter(code=part.questions[0].id)
    own.update(written_by=editor, stem_zh="先做什么？")
    with pytest.raises(Refusal) as refused:
        load_questions(edition, part.questions[:2], by=SYSTEM)
    assert refused.value.code == "bank_written_here"
    assert own.get().stem_zh == "先做什么？"
    load_questions(edition, part.questions[:2], by=SYSTEM, replace_draft=True)
    assert own.get().stem_zh != "先做什么？"
