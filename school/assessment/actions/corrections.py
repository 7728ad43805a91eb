"""Correcting a question that proved wrong, by two people."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from school.assessment import corrections, refusals, tasks
from school.assessment.actions.questions import take_out_of_use
from school.assessment.models import Correction, Question
from school.assessment.rules.answers import fits
from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.lib.queue import enqueue
from school.people.models import User


@transaction.atomic
def correct_question(
    question: Question,
    *,
    kind: str,
    by: Actor,
    reason: str,
    answer: Sequence[str] = (),
    tolerance: Decimal | None = None,
    at: datetime | None = None,
) -> Correction:
    """Propose how the question is to be marked; it acts when a second person confirms."""
    now = at or timezone.now()
    if not by.has_perm("assessment.propose_correction"):
        raise NotPermitted
    question = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if question.corrections.filter(status=Correction.Status.PROPOSED).exists():
        raise refusals.CorrectionWaits(code=question.code)
    is_new_key = kind == Correction.Kind.NEW_KEY
    if is_new_key and not _is_new_key(question, answer, tolerance):
        raise refusals.NoNewKey
    correction = Correction.objects.create(
        question=question,
        kind=kind,
        answer=list(answer) if is_new_key else [],
        tolerance=tolerance if is_new_key else None,
        reason=reason,
        proposed_by=_user(by),
        proposed_at=now,
    )
    journal.record(
        by=by,
        verb="assessment.correct_question",
        on=correction,
        reason=reason,
        data={"kind": kind, "answer": correction.answer},
        at=now,
    )
    return correction


@transaction.atomic
def confirm_correction(
    correction: Correction, *, by: Actor, at: datetime | None = None
) -> Correction:
    """From now on the question is marked so; the worker marks the papers handed in before.

    A question without one right answer is drawn no more.
    """
    now = at or timezone.now()
    correction = _settle(correction, Correction.Status.CONFIRMED, by=by, at=now)
    journal.record(by=by, verb="assessment.confirm_correction", on=correction, at=now)
    question = correction.question
    is_drawn = question.status == Question.Status.APPROVED
    if is_drawn and correction.kind != Correction.Kind.NEW_KEY:
        take_out_of_use(question, by=SYSTEM)
    enqueue(tasks.remark, correction.pk)
    return correction


@transaction.atomic
def reject_correction(
    correction: Correction, *, by: Actor, reason: str, at: datetime | None = None
) -> Correction:
    now = at or timezone.now()
    correction = _settle(correction, Correction.Status.REJECTED, by=by, at=now)
    journal.record(
        by=by,
        verb="assessment.reject_correction",
        on=correction,
        reason=reason,
        at=now,
    )
    return correction


def _settle(
    correction: Correction, status: str, *, by: Actor, at: datetime
) -> Correction:
    if not by.has_perm("assessment.confirm_correction"):
        raise NotPermitted
    if correction.proposed_by_id is not None and correction.proposed_by_id == by.pk:
        raise refusals.SecondPerson
    waiting = Correction.objects.filter(
        pk=correction.pk, status=Correction.Status.PROPOSED
    )
    if not waiting.update(status=status, confirmed_by=_user(by), confirmed_at=at):
        raise refusals.SoAlready
    correction.refresh_from_db()
    return correction


def _is_new_key(
    question: Question, answer: Sequence[str], tolerance: Decimal | None
) -> bool:
    keys = [option["key"] for option in question.options]
    if not answer or not fits(question.kind, keys, answer):
        return False
    now = corrections.key_of(question)
    return (tuple(answer), tolerance) != (tuple(now.answer), now.tolerance)


def _user(by: Actor) -> User | None:
    return by if isinstance(by, User) else None
