"""Only what is approved is asked, and only where its use allows."""

import pytest
from django.db import IntegrityError, transaction

from school.assessment.models import Question
from school.people.models import User
from tests.factories.assessment import make_bank
from tests.factories.courses import make_edition

pytestmark = pytest.mark.django_db
Status, Use = Question.Status, Question.Use


@pytest.mark.parametrize(
    ("status", "use", "in_exam", "in_practice"),
    [
        (Status.APPROVED, Use.BOTH, True, True),
        (Status.APPROVED, Use.EXAM_ONLY, True, False),
        (Status.APPROVED, Use.PRACTICE_ONLY, False, True),
        (Status.DRAFT, Use.BOTH, False, False),
        (Status.IN_REVIEW, Use.BOTH, False, False),
        (Status.RETIRED, Use.BOTH, False, False),
    ],
)
def test_status_and_use_decide_where_a_question_is_asked(
    status: str, use: str, in_exam: bool, in_practice: bool
) -> None:
    question = make_bank(make_edition())[0]
    Question.objects.filter(pk=question.pk).update(status=status, use=use)
    assert (question in Question.objects.for_exam()) is in_exam
    assert (question in Question.objects.for_practice()) is in_practice


def test_the_database_wants_a_second_pair_of_eyes(
    editor: User, registrar: User
) -> None:
    question = make_bank(make_edition())[0]
    row = Question.objects.filter(pk=question.pk)
    row.update(written_by=editor, reviewed_by=registrar)
    row.update(written_by=None, reviewed_by=registrar)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(written_by=editor, reviewed_by=editor)
