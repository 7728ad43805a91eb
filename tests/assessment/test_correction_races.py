"""A question is corrected while papers are handed in, on the database in use."""

from collections.abc import Callable
from typing import Any

import pytest

from school.assessment import actions
from school.assessment.models import Attempt, Correction, Remark
from school.journal.actors import SYSTEM
from school.lib.errors import Refusal
from tests.assessment.test_races import at_once
from tests.factories.assessment import make_assessing_cohort, make_candidate, sit_exam
from tests.factories.enrollment import make_enrollment
from tests.factories.fairness import make_correction, wrong_question

pytestmark = pytest.mark.django_db(transaction=True)


def confirm(correction: Correction) -> Callable[[], Any]:
    def verb() -> int:
        return actions.remark(actions.confirm_correction(correction, by=SYSTEM))

    return verb


def hand_in(attempt: Attempt) -> Callable[[], Any]:
    return lambda: actions.submit_exam(attempt, by=SYSTEM)


def test_a_paper_handed_in_meanwhile_is_marked_by_the_new_key() -> None:
    cohort = make_assessing_cohort()
    running = [
        actions.start_exam(make_enrollment(cohort), by=SYSTEM, seed=7)
        for _turn in range(4)
    ]
    question = wrong_question(running[0])
    for attempt in running:
        paper = attempt.papers.get(question=question)
        actions.save_answer(attempt, number=paper.number, chosen=["A"], by=SYSTEM)
    at_once(confirm(make_correction(question)), *map(hand_in, running))
    assert set(Attempt.objects.values_list("points", flat=True)) == {25}
    assert Correction.objects.get().finished_at


def test_confirmed_twice_at_once_it_acts_once() -> None:
    cohort = make_assessing_cohort()
    attempt = sit_exam(make_enrollment(cohort), right=2)
    correction = make_correction(wrong_question(attempt))
    answers = at_once(*[confirm(correction)] * 3)
    assert sum(isinstance(answer, Refusal) for answer in answers) == 2
    assert Remark.objects.count() == 1


def test_a_release_and_a_correction_at_once_do_not_wait_for_each_other() -> None:
    cohort = make_assessing_cohort()
    enrollments = [make_candidate(cohort) for _turn in range(3)]
    attempt = enrollments[0].exam_attempts.get()
    Attempt.objects.update(points=50)
    correction = make_correction(wrong_question(attempt), kind="not_counted")
    at_once(confirm(correction), lambda: actions.release(cohort, by=SYSTEM))
    results = [one.results.current().get() for one in enrollments]
    for one, result in zip(enrollments, results, strict=True):
        assert result.theory_points == one.exam_attempts.get().points
