"""Sittings by the dozen, written straight into the tables: for statistics."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from school.assessment.models import Answer, Attempt, Paper, Question
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_trainee


def make_sittings(
    cohort: Cohort,
    questions: Sequence[Question],
    answers: Sequence[Sequence[str]],
    *,
    number: int = 1,
    enrollments: Sequence[Enrollment] = (),
) -> list[Enrollment]:
    """A marked sitting a row of `answers`: for each question a string of keys."""
    at = timezone.now() - timedelta(days=1)
    trainees = list(enrollments) or [
        make_enrollment(cohort, make_trainee(f"学员{serial}")) for serial in answers
    ]
    attempts = Attempt.objects.bulk_create(
        Attempt(
            enrollment=enrollment,
            number=number,
            seed=1,
            status=Attempt.Status.MARKED,
            started_at=at,
            deadline_at=at,
            submitted_at=at,
            points=0,
        )
        for enrollment in trainees
    )
    papers = Paper.objects.bulk_create(
        Paper(attempt=attempt, question=question, number=number, option_order=["A"])
        for attempt in attempts
        for number, question in enumerate(questions, start=1)
    )
    given = [keys for row in answers for keys in row]
    Answer.objects.bulk_create(
        Answer(paper=paper, chosen=list(keys), given_at=at)
        for paper, keys in zip(papers, given, strict=True)
        if keys
    )
    return trainees
