"""Answering a question for practice: no clock, no marks."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.assessment import corrections, refusals
from school.assessment.access import is_candidate
from school.assessment.models import Practised, Question
from school.assessment.practice import is_sitting
from school.assessment.rules.answers import fits, is_right
from school.assessment.rules.practice import Tried, after
from school.enrollment.models import Enrollment
from school.journal.actors import Actor
from school.lib.errors import NotPermitted


@transaction.atomic
def practise(
    enrollment: Enrollment,
    question: Question,
    *,
    chosen: Sequence[str],
    by: Actor,
    at: datetime | None = None,
) -> Practised:
    """Keep how the question was answered; the page then explains it.

    Not journalled: it decides nothing.
    """
    now = at or timezone.now()
    if not is_candidate(by, enrollment):
        raise NotPermitted
    if enrollment.status not in Enrollment.ON_ROLL:
        raise refusals.NotOnRoll
    if is_sitting(enrollment):
        raise refusals.SittingInProgress
    if not _is_practised(enrollment, question):
        raise refusals.NotPractised
    if not chosen:
        raise refusals.AnswerMissing
    if not fits(question.kind, [one["key"] for one in question.options], chosen):
        raise refusals.NoSuchAnswer
    met, _made = Practised.objects.select_for_update().get_or_create(
        enrollment=enrollment, question=question, defaults={"last_at": now}
    )
    tried = after(
        Tried(question.pk, question.module_id, met.tries, met.was_wrong, met.streak),
        is_right=is_right(corrections.key_of(question), chosen),
    )
    met.tries, met.was_wrong, met.streak = tried.tries, tried.was_wrong, tried.streak
    met.chosen, met.last_at = list(chosen), now
    met.save(update_fields=["tries", "was_wrong", "streak", "chosen", "last_at"])
    return met


def _is_practised(enrollment: Enrollment, question: Question) -> bool:
    return (
        Question.objects.for_practice()
        .filter(pk=question.pk, edition=enrollment.cohort.edition_id)
        .exists()
    )
