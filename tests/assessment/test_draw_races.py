"""A paper is drawn while its questions are written anew, on the database in use."""

import time
from functools import partial

import pytest

from school.assessment import actions
from school.assessment.actions import exam
from school.assessment.models import Paper, Question
from school.assessment.rules.paper import BankModule
from school.courses.models import Edition
from school.journal.actors import SYSTEM
from tests.assessment.test_races import at_once
from tests.factories.assessment import make_assessing_cohort
from tests.factories.enrollment import make_enrollment

pytestmark = pytest.mark.django_db(transaction=True)


def test_no_paper_asks_what_nobody_has_reviewed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cohort = make_assessing_cohort()
    enrollment = make_enrollment(cohort)
    read = exam.bank_of

    def linger(edition: Edition) -> list[BankModule]:
        found = read(edition)
        time.sleep(0.6)
        return found

    def reword() -> None:
        time.sleep(0.2)
        for question in Question.objects.filter(edition=cohort.edition):
            question.stem_zh = "换一种问法？"
            actions.write_question(question, by=SYSTEM)

    monkeypatch.setattr(exam, "bank_of", linger)
    at_once(partial(actions.start_exam, enrollment, by=SYSTEM), reword)
    assert not Paper.objects.filter(question__status="draft").exists()
