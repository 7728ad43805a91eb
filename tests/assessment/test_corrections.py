"""A question proves wrong: two people correct it, and everyone who had it is marked again."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from school.assessment import actions, corrections, tasks
from school.assessment.models import Attempt, Correction, Question, Remark, Result
from school.courses.actions import draft_edition
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from tests.cast import signed_in
from tests.factories.assessment import (
    credit_all,
    make_question,
    sit_exam,
    take_practical,
)
from tests.factories.enrollment import make_enrollment
from tests.factories.fairness import corrected, make_correction, wrong_question
from tests.refused import refused_by


def points(attempt: Attempt) -> int | None:
    attempt.refresh_from_db()
    return attempt.points


def test_a_mark_rises_is_kept_and_the_trainee_is_told(enrollment) -> None:
    attempt = sit_exam(enrollment, right=2)
    correction = corrected(wrong_question(attempt))
    assert points(attempt) == 75
    remark = Remark.objects.get()
    assert (remark.points_before, remark.points_after) == (50, 75)
    assert correction.finished_at
    notice = Notice.objects.get(kind="mark_corrected")
    assert notice.person == enrollment.person and attempt.code in notice.link
    assert Entry.objects.filter(verb="assessment.remark").count() == 1


@pytest.mark.parametrize("kind", ["any_answer", "not_counted"])
def test_a_question_without_one_right_answer_counts_and_is_drawn_no_more(
    enrollment, kind
) -> None:
    attempt = sit_exam(enrollment, right=2)
    question = wrong_question(attempt)
    corrected(question, kind=kind)
    assert points(attempt) == 75
    assert question not in Question.objects.for_exam()


@pytest.mark.parametrize("kind", ["any_answer", "not_counted"])
def test_a_question_without_one_right_answer_is_not_put_in_use_again(
    cohort, kind
) -> None:
    question = cohort.edition.questions.first()
    corrected(question, kind=kind)
    question.refresh_from_db()
    refused_by("proved_wrong", actions.put_in_use, question, by=SYSTEM)
    draft = draft_edition(cohort.edition, version="1.1", by=SYSTEM)
    kept = set(cohort.edition.questions.values_list("code", flat=True))
    assert set(draft.questions.values_list("code", flat=True)) == kept - {question.code}


def test_a_new_edition_and_a_new_wording_have_the_key_that_is_right(cohort) -> None:
    question = cohort.edition.questions.first()
    corrected(question, answer=["C"])
    draft = draft_edition(cohort.edition, version="1.1", by=SYSTEM)
    assert draft.questions.get(code=question.code).answer == ["C"]
    assert actions.revise(question, by=SYSTEM).answer == ["C"]


def test_who_was_right_by_the_old_key_loses_nothing(enrollment) -> None:
    attempt = sit_exam(enrollment, right=4)
    corrected(wrong_question(attempt))
    assert points(attempt) == 100
    assert not Remark.objects.exists()
    assert not Notice.objects.filter(kind="mark_corrected").exists()


def test_marking_again_twice_changes_nothing(enrollment) -> None:
    attempt = sit_exam(enrollment, right=2)
    correction = corrected(wrong_question(attempt))
    Correction.objects.update(finished_at=None)
    correction.refresh_from_db()
    assert actions.remark(correction) == 0
    assert points(attempt) == 75
    assert Remark.objects.count() == 1


def test_a_sitting_in_progress_is_marked_by_the_new_key(enrollment) -> None:
    attempt = actions.start_exam(enrollment, by=SYSTEM)
    question = wrong_question(attempt)
    paper = attempt.papers.get(question=question)
    actions.save_answer(attempt, number=paper.number, chosen=["A"], by=SYSTEM)
    corrected(question)
    assert points(attempt) is None
    assert not Remark.objects.exists()
    assert actions.submit_exam(attempt, by=SYSTEM).points == 25


def test_a_released_result_turns_to_passed(cohort) -> None:
    enrollment = make_enrollment(cohort)
    credit_all(enrollment)
    take_practical(enrollment)
    attempt = sit_exam(enrollment, right=2)
    actions.release(cohort, by=SYSTEM)
    assert not Result.objects.get().has_passed
    question = wrong_question(attempt)
    waiting = make_correction(question)
    [foreseen] = corrections.foreseen(waiting)
    assert (foreseen.before, foreseen.after) == (50, 75)
    assert foreseen.result_turns
    waiting = actions.confirm_correction(waiting, by=SYSTEM)
    actions.remark(waiting)
    assert Result.objects.current().get().has_passed
    assert Result.objects.count() == 2
    enrollment.refresh_from_db()
    assert enrollment.status == Enrollment.Status.COMPLETED
    [done] = corrections.done(waiting)
    assert done.result_turns


def test_who_has_passed_gets_the_points_and_stays_passed(cohort) -> None:
    enrollment = make_enrollment(cohort)
    credit_all(enrollment)
    take_practical(enrollment)
    attempt = sit_exam(enrollment, right=3)
    actions.release(cohort, by=SYSTEM)
    corrected(wrong_question(attempt))
    current = Result.objects.current().get()
    assert current.has_passed and current.theory_points == 100
    assert Entry.objects.filter(verb="enrollment.complete").count() == 1


def test_a_result_that_is_not_out_waits_for_its_release(cohort) -> None:
    enrollment = make_enrollment(cohort)
    attempt = sit_exam(enrollment, right=2)
    corrected(wrong_question(attempt))
    assert not Result.objects.exists()
    assert actions.decide_again(enrollment, by=SYSTEM) is None


def test_one_proposes_and_another_confirms(cohort, registrar, editor) -> None:
    question = cohort.edition.questions.first()
    told = {"kind": "new_key", "answer": ["A"], "reason": "教材改版"}
    correction = actions.correct_question(question, by=registrar, **told)
    refused_by("second_person", actions.confirm_correction, correction, by=registrar)
    for verb in (actions.confirm_correction, actions.reject_correction):
        more = {"reason": "…"} if verb is actions.reject_correction else {}
        with pytest.raises(NotPermitted):
            verb(correction, by=editor, **more)
    refused_by(
        "correction_waits", actions.correct_question, question, by=editor, **told
    )
    actions.reject_correction(correction, by=SYSTEM, reason="答案没有错")
    refused_by("so_already", actions.confirm_correction, correction, by=SYSTEM)
    again = actions.correct_question(question, by=editor, **told)
    assert actions.confirm_correction(again, by=registrar).status == "confirmed"


def test_who_may_not_propose_is_refused(cohort, trainee, examiner, auditor) -> None:
    question = cohort.edition.questions.first()
    for other in (trainee.user, examiner, auditor):
        with pytest.raises(NotPermitted):
            actions.correct_question(question, kind="any_answer", by=other, reason="…")


@pytest.mark.parametrize("answer", [[], ["B"], ["Z"], ["A", "C"]])
def test_a_new_key_is_another_answer_to_the_question(cohort, editor, answer) -> None:
    question = cohort.edition.questions.first()
    told = {"kind": "new_key", "answer": answer, "by": editor, "reason": "教材改版"}
    refused_by("no_new_key", actions.correct_question, question, **told)


def test_the_same_key_in_other_words_is_no_new_one(cohort, editor) -> None:
    module = cohort.edition.modules.first()
    number = make_question(module, 90, kind="numeric", answer=["38.5"], options=[])
    several = make_question(module, 91, kind="multiple", answer=["A", "C"])
    for question, answer in ((number, ["38.50"]), (several, ["C", "A"])):
        told = {"kind": "new_key", "answer": answer, "by": editor, "reason": "…"}
        refused_by("no_new_key", actions.correct_question, question, **told)


def test_the_worker_goes_on_with_what_was_left(
    enrollment, django_capture_on_commit_callbacks
) -> None:
    attempt = sit_exam(enrollment, right=2)
    correction = make_correction(wrong_question(attempt))
    with django_capture_on_commit_callbacks() as queued:
        actions.confirm_correction(correction, by=SYSTEM)
    assert len(queued) == 1
    Correction.objects.update(confirmed_at=attempt.started_at - tasks.ABANDONED)
    with django_capture_on_commit_callbacks() as queued:
        tasks.resume_remarking()
    assert len(queued) == 1
    assert tasks.remark(correction.pk) == 1
    with django_capture_on_commit_callbacks() as queued:
        tasks.resume_remarking()
    assert not queued


def test_everyone_affected_is_listed_before_and_after(
    cohort, registrar, django_assert_max_num_queries
) -> None:
    attempts = [sit_exam(make_enrollment(cohort), right=2) for _turn in range(3)]
    question = wrong_question(attempts[0])
    correction = make_correction(question)
    page = reverse("assessment_desk:correction", args=[correction.code])
    browser = signed_in(registrar)
    with django_assert_max_num_queries(25):
        before = browser.get(page).context["changed"]
    assert attempts[0] in [one.attempt for one in before]
    browser.post(reverse("assessment_desk:confirm_correction", args=[correction.code]))
    tasks.remark(correction.pk)
    after = browser.get(page).context["changed"]
    assert [one.attempt for one in after] == [one.attempt for one in before]
    sheet = browser.get(
        reverse("assessment_desk:correction_sheet", args=[correction.code])
    )
    rows = list(load_workbook(BytesIO(sheet.content)).active.values)
    assert len(rows) == 1 + len(after)
    assert rows[1][3:5] == (50, 75)


def test_an_editor_sees_numbers_but_no_names(cohort, editor) -> None:
    attempt = sit_exam(make_enrollment(cohort), right=2)
    correction = make_correction(wrong_question(attempt))
    page = signed_in(editor).get(
        reverse("assessment_desk:correction", args=[correction.code])
    )
    assert len(page.context["changed"]) == 1
    assert attempt.enrollment.person.name not in page.content.decode()


@pytest.mark.parametrize(
    ("kind", "answer", "typed"),
    [
        ("multiple", ["A", "B"], {"answer": ["C", "A"]}),
        ("ordering", list("ABCD"), {"answer": "d c b a"}),
        ("numeric", ["38.5"], {"answer": "３９", "tolerance": "0.5"}),
    ],
)
def test_a_correction_of_every_kind_is_proposed_at_the_desk(
    cohort, editor, kind, answer, typed
) -> None:
    options = {"options": []} if kind == "numeric" else {}
    question = make_question(
        cohort.edition.modules.first(), 77, kind=kind, answer=answer, **options
    )
    signed_in(editor).post(
        reverse("assessment_desk:correct", args=question.place),
        {"kind": "new_key", "reason": "教材改版", **typed},
    )
    made = Correction.objects.get()
    assert made.answer in (["A", "C"], list("DCBA"), ["39"])
    assert made.proposed_by == editor


@pytest.mark.parametrize("kind", ["new_key", "any_answer", "not_counted"])
def test_the_paper_says_which_question_was_corrected(enrollment, trainee, kind) -> None:
    attempt = sit_exam(enrollment, right=2)
    question = wrong_question(attempt)
    corrected(question, kind=kind)
    page = signed_in(trainee).get(reverse("assessment:attempt", args=[attempt.code]))
    said = [line.question for line in page.context["lines"] if line.is_corrected]
    assert said == [question]
    assert all(line.is_right for line in page.context["lines"] if line.is_corrected)
