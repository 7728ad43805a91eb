"""Sitting the theory exam: its verbs and what they refuse."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from django.utils.module_loading import import_string

from school.assessment import actions, tasks
from school.assessment.actions import exam
from school.assessment.draws import is_drawn_again
from school.assessment.models import Answer, Attempt, Paper, Question
from school.courses.actions import begin_assessment
from school.courses.models import Cohort, Edition, Module
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from tests.factories.assessment import make_assessing_cohort, make_question, sit_exam
from tests.factories.courses import make_edition
from tests.factories.enrollment import make_enrollment
from tests.refused import refused_by

NOW = timezone.now()


def test_a_sitting_draws_a_paper_with_every_module_and_sets_the_clock(
    enrollment, trainee
) -> None:
    attempt = actions.start_exam(enrollment, by=trainee.user, at=NOW)
    assert attempt.deadline_at == NOW + timedelta(minutes=60)
    papers = attempt.papers.select_related("question")
    assert [paper.number for paper in papers] == [1, 2, 3, 4]
    assert {paper.question.module_id for paper in papers} == set(
        enrollment.cohort.edition.modules.values_list("pk", flat=True)
    )
    assert Entry.objects.filter(verb="assessment.start_exam").count() == 1


def test_the_same_seed_draws_the_same_paper(cohort) -> None:
    papers = [
        list(
            actions.start_exam(
                make_enrollment(cohort), by=SYSTEM, seed=seed
            ).papers.values_list("question_id", "option_order")
        )
        for seed in (5, 5, 6)
    ]
    assert papers[0] == papers[1] != papers[2]


def test_a_paper_is_drawn_again_from_its_seed_whatever_became_of_the_bank(
    cohort,
) -> None:
    attempt = actions.start_exam(make_enrollment(cohort), by=SYSTEM)
    others = Question.objects.exclude(papers__attempt=attempt)
    others.first().delete()
    others.update(options=[])
    Question.objects.update(status=Question.Status.RETIRED)
    make_question(cohort.edition.modules.first(), 99)
    assert is_drawn_again(attempt)


def test_a_paper_that_its_seed_does_not_draw_is_told(cohort) -> None:
    attempt = actions.start_exam(make_enrollment(cohort), by=SYSTEM)
    first = attempt.papers.first()
    Paper.objects.filter(pk=first.pk).update(option_order=first.option_order[::-1])
    assert not is_drawn_again(attempt)


def test_a_paper_has_only_questions_for_exams_and_as_many_as_its_modules_want(
    trainee,
) -> None:
    edition = make_edition(exam_questions=4, status=Edition.Status.DRAFT)
    first, second = edition.modules.all()
    Module.objects.filter(pk=first.pk).update(exam_questions=3)
    cohort = make_assessing_cohort(edition=edition)
    spare = edition.questions.filter(module=first).first()
    Question.objects.filter(pk=spare.pk).update(use=Question.Use.PRACTICE_ONLY)
    attempt = actions.start_exam(make_enrollment(cohort, trainee), by=SYSTEM)
    modules = [one.question.module_id for one in attempt.papers.all()]
    assert (modules.count(first.pk), modules.count(second.pk)) == (3, 1)
    assert not attempt.papers.filter(question=spare).exists()


def test_starting_twice_goes_on_with_the_same_sitting(enrollment, trainee) -> None:
    first = actions.start_exam(enrollment, by=trainee.user)
    assert actions.start_exam(enrollment, by=trainee.user) == first
    assert Attempt.objects.count() == 1


def test_nobody_sits_for_somebody_else(enrollment, classmate, registrar) -> None:
    for other in (classmate.user, registrar):
        with pytest.raises(NotPermitted):
            actions.start_exam(enrollment, by=other)


@pytest.mark.parametrize("status", ["enrolling", "running", "completed"])
def test_the_exam_is_closed_outside_the_days_of_assessment(
    enrollment, trainee, status
) -> None:
    Cohort.objects.update(status=status)
    refused_by("exam_not_open", actions.start_exam, enrollment, by=trainee.user)


def test_the_registrar_may_open_the_exam_at_another_time(
    enrollment, trainee, registrar, examiner
) -> None:
    Cohort.objects.update(status=Cohort.Status.RUNNING)
    cohort = enrollment.cohort
    until = NOW + timedelta(hours=2)
    with pytest.raises(NotPermitted):
        actions.open_exam(cohort, by=examiner, until=until)
    refused_by(
        "window_in_past",
        actions.open_exam,
        cohort,
        by=registrar,
        until=NOW - timedelta(days=1),
    )
    actions.open_exam(cohort, by=registrar, until=until)
    assert actions.start_exam(enrollment, by=trainee.user)
    late = until + timedelta(minutes=1)
    other = make_enrollment(cohort)
    refused_by("exam_not_open", actions.start_exam, other, by=SYSTEM, at=late)


@pytest.mark.parametrize("status", ["waitlisted", "withdrawn", "offered"])
def test_only_trainees_on_the_roll_sit(cohort, status) -> None:
    waiting = make_enrollment(cohort, status=status, queue_number=1)
    refused_by("not_on_roll", actions.start_exam, waiting, by=SYSTEM)


def test_a_bank_that_is_too_small_is_refused_with_its_numbers(trainee) -> None:
    cohort = make_assessing_cohort(edition=make_edition(exam_questions=50))
    enrollment = make_enrollment(cohort, trainee)
    refusal = refused_by("bank_too_small", actions.start_exam, enrollment, by=SYSTEM)
    assert refusal.data == {"have": 8, "needed": 50}
    assert not Attempt.objects.exists()


def test_an_answer_is_kept_and_the_latest_counts(enrollment, trainee) -> None:
    attempt = actions.start_exam(enrollment, by=trainee.user)
    for chosen in (["A"], ["B"]):
        actions.save_answer(attempt, number=1, chosen=chosen, by=trainee.user)
    assert Answer.objects.get().chosen == ["B"]


@pytest.mark.parametrize(
    ("number", "chosen"), [(1, ["Z"]), (1, ["A", "B"]), (99, ["A"])]
)
def test_an_answer_that_does_not_belong_is_refused(
    enrollment, trainee, number, chosen
) -> None:
    attempt = actions.start_exam(enrollment, by=trainee.user)
    refused_by(
        "no_such_answer",
        actions.save_answer,
        attempt,
        number=number,
        chosen=chosen,
        by=trainee.user,
    )


def test_the_server_takes_answers_a_few_seconds_after_the_end_and_no_later(
    enrollment, trainee
) -> None:
    attempt = actions.start_exam(enrollment, by=trainee.user, at=NOW)
    save = {"number": 1, "chosen": ["B"], "by": trainee.user}
    end = attempt.deadline_at
    actions.save_answer(attempt, **save, at=end + timedelta(seconds=4))
    late = end + timedelta(seconds=6)
    refused_by("time_is_up", actions.save_answer, attempt, **save, at=late)


def test_a_paper_handed_in_does_not_change(enrollment, trainee) -> None:
    attempt = sit_exam(enrollment, right=3)
    assert (attempt.status, attempt.points) == (Attempt.Status.MARKED, 75)
    refused_by(
        "handed_in_already",
        actions.save_answer,
        attempt,
        number=4,
        chosen=["B"],
        by=trainee.user,
    )
    assert actions.submit_exam(attempt, by=trainee.user).points == 75
    assert Entry.objects.filter(verb="assessment.submit_exam").count() == 1


def test_nobody_answers_or_hands_in_for_somebody_else(enrollment, classmate) -> None:
    attempt = actions.start_exam(enrollment, by=SYSTEM)
    with pytest.raises(NotPermitted):
        actions.save_answer(attempt, number=1, chosen=["B"], by=classmate.user)
    with pytest.raises(NotPermitted):
        actions.submit_exam(attempt, by=classmate.user)


def test_papers_whose_time_is_up_are_handed_in_with_what_was_saved(enrollment) -> None:
    attempt = actions.start_exam(enrollment, by=SYSTEM, at=NOW)
    actions.save_answer(attempt, number=1, chosen=["B"], by=SYSTEM, at=NOW)
    end = attempt.deadline_at
    assert actions.close_overdue_exams(at=end) == 0
    assert actions.close_overdue_exams(at=end + timedelta(minutes=3)) == 1
    attempt.refresh_from_db()
    assert (attempt.points, attempt.submitted_at) == (25, end)


def test_a_paper_that_cannot_be_marked_keeps_no_other_open(
    enrollment, classmate, monkeypatch
) -> None:
    spoilt = actions.start_exam(enrollment, by=SYSTEM, at=NOW)
    other = make_enrollment(enrollment.cohort, classmate)
    sound = actions.start_exam(other, by=SYSTEM, at=NOW)

    def points_of(attempt: Attempt) -> int:
        return {sound.pk: 0}[attempt.pk]

    monkeypatch.setattr(exam, "points_of", points_of)
    with pytest.raises(ExceptionGroup) as failed:
        actions.close_overdue_exams(at=NOW + timedelta(hours=2))
    assert len(failed.value.exceptions) == 1
    for paper, status in ((spoilt, "started"), (sound, "marked")):
        paper.refresh_from_db()
        assert paper.status == status


def test_a_retake_is_a_new_sitting_within_the_limit(enrollment) -> None:
    first = sit_exam(enrollment, right=1)
    second = sit_exam(enrollment, right=2)
    assert (first.number, second.number) == (1, 2)
    refused_by("no_sittings_left", actions.start_exam, enrollment, by=SYSTEM)


def test_who_has_passed_has_nothing_to_retake(enrollment) -> None:
    sit_exam(enrollment, right=3)
    refused_by("theory_passed", actions.start_exam, enrollment, by=SYSTEM)


def test_the_class_is_told_when_the_exam_opens(enrollment, registrar) -> None:
    cohort = enrollment.cohort
    Cohort.objects.update(status=Cohort.Status.RUNNING)
    cohort.refresh_from_db()
    begin_assessment(cohort, by=registrar)
    notice = Notice.objects.get(kind="exam_open")
    assert notice.person == enrollment.person
    assert enrollment.code in notice.link
    actions.open_exam(cohort, by=registrar, until=timezone.now() + timedelta(hours=1))
    assert Notice.objects.filter(kind="exam_open").count() == 2


def test_overdue_papers_are_handed_in_every_minute(db) -> None:
    loader = MigrationLoader(connection)
    name = ("assessment", "0003_close_overdue_exams")
    (repeat,) = loader.get_migration(*name).operations
    assert import_string(repeat.task) is tasks.close_overdue_exams
