"""A second person reads a question before it is asked."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.assessment import refusals
from school.assessment.access import can_review, may_review
from school.assessment.actions.questions import Status, locked, refuse_former_key
from school.assessment.models import Question
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.models import User


@transaction.atomic
def submit_for_review(
    question: Question, *, by: Actor, at: datetime | None = None
) -> Question:
    """Ready to be read by someone else."""
    if not by.has_perm("assessment.change_question"):
        raise NotPermitted
    question = locked(question)
    if question.status != Status.DRAFT:
        raise refusals.NoDraft(code=question.code)
    question.status = Status.IN_REVIEW
    question.save(update_fields=["status"])
    journal.record(by=by, verb="assessment.submit_for_review", on=question, at=at)
    return question


@transaction.atomic
def approve(question: Question, *, by: Actor, at: datetime | None = None) -> Question:
    """From now on it may be asked; what it replaces is not asked any more."""
    now = at or timezone.now()
    question = _in_review(question, by=by)
    if other := question.replacements.filter(status=Status.APPROVED).first():
        raise refusals.OtherWording(other=other.code)
    refuse_former_key(question)
    question.status = Status.APPROVED
    question.reviewed_by = by if isinstance(by, User) else None
    question.reviewed_at = now
    question.save(update_fields=["status", "reviewed_by", "reviewed_at"])
    journal.record(by=by, verb="assessment.approve", on=question, at=now)
    if question.replaces:
        _retire(question.replaces, after=question, by=by, at=now)
    return question


@transaction.atomic
def send_back(
    question: Question, *, by: Actor, reason: str, at: datetime | None = None
) -> Question:
    """The writer learns from the reason what to mend."""
    question = _in_review(question, by=by)
    if not reason.strip():
        raise refusals.SaidNoReason
    question.status = Status.DRAFT
    question.save(update_fields=["status"])
    journal.record(
        by=by, verb="assessment.send_back", on=question, reason=reason, at=at
    )
    return question


def _in_review(question: Question, *, by: Actor) -> Question:
    if not may_review(by):
        raise NotPermitted
    question = locked(question)
    if question.status != Status.IN_REVIEW:
        raise refusals.NotInReview(code=question.code)
    if not can_review(by, question):
        raise refusals.OwnQuestion(code=question.code)
    return question


def _retire(former: Question, *, after: Question, by: Actor, at: datetime) -> None:
    former = locked(former)
    if former.status != Status.APPROVED:
        return
    former.status = Status.RETIRED
    former.save(update_fields=["status"])
    journal.record(
        by=by,
        verb="assessment.take_out_of_use",
        on=former,
        data={"replaced_by": after.code},
        at=at,
    )
