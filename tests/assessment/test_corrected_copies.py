"""A question that proved wrong is as wrong in the other editions that have it."""

import pytest

from school.assessment import actions
from school.assessment.models import Correction, Question
from school.courses.actions import draft_edition
from school.courses.models import Cohort, Edition
from school.journal.actors import SYSTEM
from school.lib.errors import Refusal
from school.people.models import User
from tests.factories.assessment import make_assessing_cohort
from tests.factories.fairness import corrected

Status = Question.Status


@pytest.fixture
def cohort(db: None) -> Cohort:
    return make_assessing_cohort()


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
