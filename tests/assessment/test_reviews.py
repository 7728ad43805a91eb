"""A question is asked only once a second person has read it."""

import pytest

from school.assessment import actions
from school.assessment.access import waiting_for_review_by
from school.assessment.models import Question
from school.courses.models import Cohort, Instructor
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.people.models import User
from tests.factories.assessment import make_assessing_cohort, make_bank, make_question
from tests.factories.courses import make_edition
from tests.factories.enrollment import make_enrollment
from tests.refused import refused

pytestmark = pytest.mark.django_db
Status = Question.Status


@pytest.fixture
def draft(editor: User) -> Question:
    module = make_edition().modules.first()
    assert module
    return make_question(module, 1, status=Status.DRAFT, written_by=editor)


@pytest.fixture
def handed_in(draft: Question, editor: User) -> Question:
    return actions.submit_for_review(draft, by=editor)


@pytest.fixture
def used() -> Question:
    attempt = actions.start_exam(make_enrollment(make_assessing_cohort()), by=SYSTEM)
    paper = attempt.papers.first()
    assert paper
    return paper.question


def status(question: Question) -> str:
    return Question.objects.get(pk=question.pk).status


def test_what_is_written_is_a_draft_of_its_writer(editor: User) -> None:
    module = make_edition().modules.first()
    assert module
    kept = make_question(module, 1)
    kept.pk, kept.code = None, "NEW1"
    kept = actions.write_question(kept, by=editor)
    assert (kept.status, kept.written_by) == (Status.DRAFT, editor)
    assert kept not in Question.objects.for_exam()


def test_a_second_person_lets_it_in(handed_in: Question, registrar: User) -> None:
    assert status(handed_in) == Status.IN_REVIEW
    actions.approve(handed_in, by=registrar)
    kept = Question.objects.for_exam().get(pk=handed_in.pk)
    assert kept.reviewed_by == registrar
    assert kept.reviewed_at
    verbs = Entry.objects.filter(object_id=str(kept.pk), verb__startswith="assessment")
    assert list(verbs.order_by("pk").values_list("verb", flat=True)) == [
        "assessment.submit_for_review",
        "assessment.approve",
    ]


def test_nobody_lets_their_own_question_in(
    draft: Question, editor: User, registrar: User
) -> None:
    draft.stem_zh = "换了问法？"
    actions.write_question(draft, by=registrar)
    actions.submit_for_review(draft, by=editor)
    with refused("own_question"):
        actions.approve(draft, by=registrar)
    with refused("own_question"):
        actions.send_back(draft, by=registrar, reason="不清楚")
    assert status(draft) == Status.IN_REVIEW


def test_an_editor_does_not_review(
    handed_in: Question, editor: User, auditor: User, instructor: User
) -> None:
    for user in (editor, auditor, instructor):
        with pytest.raises(NotPermitted):
            actions.approve(handed_in, by=user)
        with pytest.raises(NotPermitted):
            actions.send_back(handed_in, by=user, reason="不清楚")
        assert not waiting_for_review_by(user)


def test_a_nurse_instructor_reviews(handed_in: Question, instructor: User) -> None:
    Instructor.objects.create(user=instructor, kind=Instructor.Kind.NURSE)
    assert list(waiting_for_review_by(instructor)) == [handed_in]
    actions.approve(handed_in, by=instructor)
    assert status(handed_in) == Status.APPROVED
    assert not waiting_for_review_by(instructor)


def test_one_does_not_wait_for_oneself(handed_in: Question, registrar: User) -> None:
    Question.objects.update(written_by=registrar)
    assert not waiting_for_review_by(registrar)


def test_what_is_sent_back_says_why(handed_in: Question, registrar: User) -> None:
    with refused("said_no_reason"):
        actions.send_back(handed_in, by=registrar, reason=" ")
    actions.send_back(handed_in, by=registrar, reason="B也说得通")
    assert status(handed_in) == Status.DRAFT
    assert Entry.objects.get(verb="assessment.send_back").reason == "B也说得通"


@pytest.mark.parametrize("before", [Status.DRAFT, Status.APPROVED, Status.RETIRED])
def test_only_what_waits_is_reviewed(
    before: str, draft: Question, registrar: User
) -> None:
    Question.objects.update(status=before)
    with refused("not_in_review"):
        actions.approve(draft, by=registrar)
    with refused("not_in_review"):
        actions.send_back(draft, by=registrar, reason="不清楚")


@pytest.mark.parametrize("before", [Status.IN_REVIEW, Status.APPROVED, Status.RETIRED])
def test_only_a_draft_is_handed_in(before: str, draft: Question, editor: User) -> None:
    Question.objects.update(status=before)
    with refused("no_draft"):
        actions.submit_for_review(draft, by=editor)


def test_who_may_not_write_hands_nothing_in(draft: Question, auditor: User) -> None:
    with pytest.raises(NotPermitted):
        actions.submit_for_review(draft, by=auditor)
    with pytest.raises(NotPermitted):
        actions.revise(draft, by=auditor)


@pytest.mark.parametrize("before", [Status.IN_REVIEW, Status.APPROVED, Status.RETIRED])
def test_new_words_are_read_again(before: str, draft: Question, editor: User) -> None:
    Question.objects.update(status=before, written_by=None)
    draft.answer = ["C"]
    actions.write_question(draft, by=editor)
    kept = Question.objects.get(pk=draft.pk)
    assert (kept.status, kept.written_by) == (Status.DRAFT, editor)
    assert (kept.reviewed_by, kept.reviewed_at) == (None, None)


def test_what_is_no_wording_changes_without_a_review(
    handed_in: Question, registrar: User
) -> None:
    question = actions.approve(handed_in, by=registrar)
    question.difficulty = Question.Difficulty.HARD
    question.explanation_zh = "说得更清楚。"
    actions.write_question(question, by=registrar)
    assert status(question) == Status.APPROVED


def test_a_used_question_is_asked_until_its_new_wording_is_let_in(
    used: Question, editor: User, registrar: User
) -> None:
    draft = actions.revise(used, by=editor)
    assert (draft.code, draft.replaces) == (f"{used.code}r2", used)
    assert (draft.stem_zh, draft.answer) == (used.stem_zh, used.answer)
    draft.stem_zh = "问得更清楚？"
    actions.write_question(draft, by=editor)
    actions.submit_for_review(draft, by=editor)
    assert status(used) == Status.APPROVED
    actions.approve(draft, by=registrar)
    assert (status(draft), status(used)) == (Status.APPROVED, Status.RETIRED)
    entry = Entry.objects.get(verb="assessment.take_out_of_use")
    assert entry.data == {"replaced_by": draft.code}
    third = actions.revise(draft, by=editor)
    assert third.code == f"{used.code}r3"


def test_a_question_has_one_new_wording_at_a_time(used: Question, editor: User) -> None:
    draft = actions.revise(used, by=editor)
    with refused("being_revised"):
        actions.revise(used, by=editor)
    with refused("not_settled"):
        actions.revise(draft, by=editor)


def test_two_wordings_are_not_in_use_together(
    used: Question, editor: User, registrar: User
) -> None:
    draft = actions.revise(used, by=editor)
    actions.submit_for_review(draft, by=editor)
    draft = actions.approve(draft, by=registrar)
    used.refresh_from_db()
    with refused("other_wording"):
        actions.put_in_use(used, by=editor)
    actions.take_out_of_use(draft, by=editor)
    actions.put_in_use(used, by=editor)
    with refused("other_wording"):
        actions.put_in_use(draft, by=editor)
    second = actions.revise(used, by=editor)
    assert second.code == f"{used.code}r3"
    actions.take_out_of_use(used, by=editor)
    with refused("other_wording"):
        actions.put_in_use(draft, by=editor)


def test_an_old_wording_written_anew_is_let_in_only_instead(
    draft: Question, editor: User, registrar: User
) -> None:
    Question.objects.filter(pk=draft.pk).update(status=Status.IN_REVIEW)
    newer = make_question(draft.module, 2, replaces=draft)
    with refused("other_wording"):
        actions.approve(draft, by=registrar)
    actions.take_out_of_use(newer, by=editor)
    assert actions.approve(draft, by=registrar).status == Status.APPROVED


def test_a_retired_wording_is_not_written_beside_a_new_one(
    draft: Question, editor: User
) -> None:
    retired = make_question(draft.module, 2, status=Status.RETIRED, replaces=draft)
    make_question(draft.module, 3, status=Status.DRAFT, replaces=draft)
    retired.stem_zh = "换一种问法？"
    with refused("being_revised"):
        actions.write_question(retired, by=editor)


def test_who_read_it_earlier_does_not_put_it_back_in_use(
    draft: Question, editor: User, registrar: User
) -> None:
    Question.objects.filter(pk=draft.pk).update(status=Status.APPROVED)
    read = Question.objects.get(pk=draft.pk)
    actions.take_out_of_use(Question.objects.get(pk=draft.pk), by=registrar)
    read.explanation_zh = "新的解析。"
    assert actions.write_question(read, by=editor).status == Status.RETIRED
    assert status(draft) == Status.RETIRED


def test_a_draft_is_not_put_in_use_past_its_review(
    draft: Question, editor: User
) -> None:
    with refused("not_settled"):
        actions.put_in_use(draft, by=editor)
    with refused("not_settled"):
        actions.take_out_of_use(draft, by=editor)


def test_a_long_code_keeps_within_its_length(used: Question, editor: User) -> None:
    Question.objects.filter(pk=used.pk).update(code="ABCDEFGHIJKL")
    used.refresh_from_db()
    assert actions.revise(used, by=editor).code == "ABCDEFGHIJr2"


def test_a_paper_is_drawn_of_approved_questions_only(editor: User) -> None:
    cohort: Cohort = make_assessing_cohort()
    make_bank(cohort.edition, each=0)
    bank = cohort.edition.questions.order_by("pk")
    for question in bank[:2]:
        question.stem_zh += "改"
        actions.write_question(question, by=editor)
    attempt = actions.start_exam(make_enrollment(cohort), by=SYSTEM)
    drawn = {paper.question_id for paper in attempt.papers.all()}
    assert not drawn & {question.pk for question in bank[:2]}
