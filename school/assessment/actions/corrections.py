"""Correcting a question that proved wrong, by two people."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from school.assessment import corrections, refusals, tasks
from school.assessment.actions.questions import OPEN, take_out_of_use, write_question
from school.assessment.models import Correction, Question
from school.assessment.rules.answers import Accepts, Key, fits, same_key
from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.lib.queue import enqueue
from school.notices.actions import notify_colleague
from school.people.access import holders_of
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
    if question.status in OPEN:
        raise refusals.NotSettled(code=question.code)
    if question.corrections.filter(status=Correction.Status.PROPOSED).exists():
        raise refusals.CorrectionWaits(code=question.code)
    is_new_key = kind == Correction.Kind.NEW_KEY
    if is_new_key and not _is_new_key(question, answer, tolerance):
        raise refusals.NoNewKey
    correction = Correction(
        question=question,
        kind=kind,
        answer=list(answer) if is_new_key else [],
        tolerance=tolerance if is_new_key else None,
        reason=reason,
        proposed_by=_user(by),
        proposed_at=now,
    )
    return _propose(correction, by=by)


def _propose(correction: Correction, *, by: Actor) -> Correction:
    correction.save()
    journal.record(
        by=by,
        verb="assessment.correct_question",
        on=correction,
        reason=correction.reason,
        data={"kind": correction.kind, "answer": correction.answer},
        at=correction.proposed_at,
    )
    deciders = holders_of("assessment.confirm_correction")
    for user in deciders:
        if _is_proposer(correction, user):
            continue
        notify_colleague(
            user,
            kind="correction_waits",
            context={"question": correction.question.code},
            link=reverse("assessment_desk:correction", args=[correction.code]),
            by=by,
            at=correction.proposed_at,
        )
    return correction


@transaction.atomic
def confirm_correction(
    correction: Correction, *, by: Actor, at: datetime | None = None
) -> Correction:
    """From now on the question is marked so; the worker marks the papers handed in before.

    A question without one right answer is drawn no more. Its copies in other editions
    are as wrong: where there are classes, the same is proposed for them.
    """
    now = at or timezone.now()
    correction = _settle(correction, Correction.Status.CONFIRMED, by=by, at=now)
    journal.record(by=by, verb="assessment.confirm_correction", on=correction, at=now)
    question = correction.question
    copies = _copies_of(question)
    is_drawn = question.status == Question.Status.APPROVED
    if is_drawn and correction.kind != Correction.Kind.NEW_KEY:
        take_out_of_use(question, by=SYSTEM)
    enqueue(tasks.remark, correction.pk)
    for copy in copies:
        _correct_copy(copy, correction, at=now)
    return correction


@transaction.atomic
def reject_correction(
    correction: Correction, *, by: Actor, reason: str, at: datetime | None = None
) -> Correction:
    """By a second person; or taken back by who proposed it, which needs no second."""
    now = at or timezone.now()
    rejected = Correction.Status.REJECTED
    if _is_proposer(correction, by):
        correction = _write(correction, rejected, decided_by=None, at=now)
    else:
        correction = _settle(correction, rejected, by=by, at=now)
    journal.record(
        by=by,
        verb="assessment.reject_correction",
        on=correction,
        reason=reason,
        at=now,
    )
    return correction


def _copies_of(question: Question) -> list[Question]:
    """Those that are asked or have been, held in one order."""
    held = Question.objects.select_for_update(of=("self",))
    asked = held.exclude(status=Question.Status.RETIRED, papers=None)
    return corrections.copies_of(question, among=asked)


def _correct_copy(copy: Question, correction: Correction, *, at: datetime) -> None:
    has_key = correction.kind == Correction.Kind.NEW_KEY
    if has_key and not _is_new_key(copy, correction.answer, correction.tolerance):
        return
    if not has_key and corrections.key_of(copy).accepts is not Accepts.THE_ANSWER:
        return
    if not copy.edition.is_draft or copy.keeps_its_words:
        if not copy.corrections.filter(status=Correction.Status.PROPOSED).exists():
            _propose(_same_for(copy, correction, at=at), by=SYSTEM)
    elif has_key:
        copy.answer, copy.tolerance = correction.answer, correction.tolerance
        write_question(copy, by=SYSTEM, at=at)
    elif copy.status == Question.Status.APPROVED:
        take_out_of_use(copy, by=SYSTEM, at=at)


def _same_for(copy: Question, correction: Correction, *, at: datetime) -> Correction:
    """Who proposed the one does not decide on the other either."""
    return Correction(
        question=copy,
        kind=correction.kind,
        answer=correction.answer,
        tolerance=correction.tolerance,
        reason=correction.reason,
        proposed_by=correction.proposed_by,
        proposed_at=at,
    )


def _settle(
    correction: Correction, status: str, *, by: Actor, at: datetime
) -> Correction:
    if not by.has_perm("assessment.confirm_correction"):
        raise NotPermitted
    if _is_proposer(correction, by):
        raise refusals.SecondPerson
    return _write(correction, status, decided_by=_user(by), at=at)


def _is_proposer(correction: Correction, by: Actor) -> bool:
    return isinstance(by, User) and correction.proposed_by_id == by.pk


def _write(
    correction: Correction, status: str, *, decided_by: User | None, at: datetime
) -> Correction:
    waiting = Correction.objects.filter(
        pk=correction.pk, status=Correction.Status.PROPOSED
    )
    if not waiting.update(status=status, confirmed_by=decided_by, confirmed_at=at):
        raise refusals.SoAlready
    correction.refresh_from_db()
    return correction


def _is_new_key(
    question: Question, answer: Sequence[str], tolerance: Decimal | None
) -> bool:
    keys = [option["key"] for option in question.options]
    if not answer or not fits(question.kind, keys, answer):
        return False
    wanted = Key(question.kind, tuple(answer), tolerance)
    return not same_key(wanted, corrections.key_of(question))


def _user(by: Actor) -> User | None:
    return by if isinstance(by, User) else None
