"""A question that proved wrong is as wrong in the files and other editions that have it."""

import io
import zipfile

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from school.assessment import actions
from school.assessment.exchange.planning import plan
from school.assessment.exchange.qti.package_out import package
from school.assessment.exchange.workbook_out import export
from school.assessment.models import Correction, Question
from school.courses.actions import draft_edition
from school.courses.models import Cohort, Edition
from school.journal.actors import SYSTEM
from school.lib.errors import Refusal
from school.people.models import User
from tests.cast import signed_in
from tests.factories.assessment import make_question
from tests.factories.fairness import corrected, make_correction
from tests.factories.questions import changed, read_sheet
from tests.refused import refused_by

Status = Question.Status


def drafted(cohort: Cohort, *, published: bool = False) -> tuple[Question, Question]:
    """A question, and its copy in an edition that was drafted before it proved wrong."""
    question = cohort.edition.questions.first()
    edition = draft_edition(cohort.edition, version="1.1", by=SYSTEM)
    if published:
        Edition.objects.filter(pk=edition.pk).update(status="published")
    return question, edition.questions.get(code=question.code)


def test_a_copy_in_a_draft_gets_the_key_and_is_read_again(cohort: Cohort) -> None:
    question, copy = drafted(cohort)
    corrected(question, answer=["C"])
    copy.refresh_from_db()
    assert (copy.answer, copy.status) == (["C"], Status.DRAFT)
    assert not copy.corrections.exists()


def test_a_copy_in_a_draft_without_one_right_answer_is_not_asked(
    cohort: Cohort,
) -> None:
    question, copy = drafted(cohort)
    corrected(question, kind="not_counted")
    copy.refresh_from_db()
    assert copy.status == Status.RETIRED


@pytest.mark.parametrize("kind", ["new_key", "any_answer"])
def test_for_a_published_copy_the_same_is_proposed(
    kind: str, cohort: Cohort, editor: User, registrar: User
) -> None:
    question, copy = drafted(cohort, published=True)
    answer = ["C"] if kind == "new_key" else []
    given = {"kind": kind, "answer": answer, "reason": "教材改版"}
    first = actions.correct_question(question, by=registrar, **given)
    actions.confirm_correction(first, by=SYSTEM)
    proposed = copy.corrections.get()
    assert (proposed.status, proposed.kind, proposed.answer) == (
        "proposed",
        kind,
        answer,
    )
    with pytest.raises(Refusal) as refused:
        actions.confirm_correction(proposed, by=registrar)
    assert refused.value.code == "second_person"
    actions.confirm_correction(proposed, by=SYSTEM)
    assert Correction.objects.count() == 2


def test_another_question_under_the_same_code_is_left_alone(cohort: Cohort) -> None:
    question, copy = drafted(cohort)
    Question.objects.filter(pk=copy.pk).update(stem_zh="另一道题？")
    corrected(question, answer=["C"])
    copy.refresh_from_db()
    assert (copy.answer, copy.status) == (["B"], Status.APPROVED)


# Files


@pytest.fixture
def question(edition: Edition) -> Question:
    return make_question(edition.modules.first(), 1)


def test_files_have_the_answer_that_counts_now(
    edition: Edition, question: Question, registrar: User
) -> None:
    corrected(question, answer=["C"])
    data = export(edition, edition.questions.all())
    headings, row = load_workbook(io.BytesIO(data)).worksheets[0].iter_rows()
    cells = {a.value: b.value for a, b in zip(headings, row, strict=True)}
    assert cells["正确答案"] == "C"
    packed = package(edition, edition.questions.all(), language="zh")
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        [name] = [one for one in archive.namelist() if one.startswith("items/")]
        assert b"<value>C</value>" in archive.read(name)
    listed = signed_in(registrar).get(reverse("question:index"), {"export": "csv"})
    said = b"".join(listed.streaming_content).decode()
    assert "正确答案" in said and "Option D1,C," in said


def test_such_a_file_comes_back_without_touching_the_key(
    edition: Edition, question: Question
) -> None:
    corrected(question, answer=["C"])
    data = export(edition, edition.questions.all())
    assert len(plan(edition, read_sheet(edition, data).questions).unchanged) == 1
    eased = changed(data, lambda sheet: sheet.cell(2, 6, "easy"))
    rows = read_sheet(edition, eased).questions
    assert actions.import_questions(edition, rows, by=SYSTEM).changed == 1
    question.refresh_from_db()
    assert (question.difficulty, question.answer) == ("easy", ["B"])


# Put in use again


@pytest.mark.parametrize("kind", ["new_key", "any_answer"])
def test_a_retired_copy_is_not_put_in_use_with_the_former_key(
    kind: str, edition: Edition, question: Question
) -> None:
    copy = draft_edition(edition, version="1.1", by=SYSTEM).questions.get()
    actions.take_out_of_use(copy, by=SYSTEM)
    correction = corrected(question, kind=kind)
    copy.refresh_from_db()
    assert copy.answer == ["B"]
    refused_by("corrected_elsewhere", actions.put_in_use, copy, by=SYSTEM)
    if kind == "any_answer":
        return
    copy.answer = correction.answer
    actions.write_question(copy, by=SYSTEM)
    actions.submit_for_review(copy, by=SYSTEM)
    assert actions.approve(copy, by=SYSTEM).status == Status.APPROVED


def test_a_copy_with_the_former_key_is_not_approved(
    edition: Edition, question: Question
) -> None:
    copy = draft_edition(edition, version="1.1", by=SYSTEM).questions.get()
    corrected(question, answer=["C"])
    Question.objects.filter(pk=copy.pk).update(status=Status.IN_REVIEW, answer=["B"])
    refused_by("corrected_elsewhere", actions.approve, copy, by=SYSTEM)


def test_the_words_that_a_correction_speaks_of_stay(question: Question) -> None:
    make_correction(question)
    question.stem_zh = "现在怎么问？"
    refused_by("question_used", actions.write_question, question, by=SYSTEM)


def test_a_draft_is_changed_and_not_corrected(question: Question) -> None:
    Question.objects.update(status=Status.DRAFT)
    told = {"kind": "any_answer", "reason": "教材改版", "by": SYSTEM}
    refused_by("not_settled", actions.correct_question, question, **told)
