"""What the worker says: her answer to a proposal, and her appeal."""

from collections.abc import Callable
from datetime import datetime
from typing import IO

from django.db import transaction
from django.utils import timezone

from school.journal.actors import Actor
from school.lib.calendar import is_working
from school.lib.errors import NotPermitted
from school.points.cases import access, refusals, rules
from school.points.cases.actions.proofs import Incoming
from school.points.cases.actions.stepping import held, said, step
from school.points.cases.actions.telling import tell_handlers
from school.points.cases.models import Case
from school.points.cases.models import Step as Line
from school.points.cases.rules import Step

MOST_ANSWERS = 5


def respond(
    case: Case,
    *,
    words: str,
    by: Actor,
    file: IO[bytes] | None = None,
    at: datetime | None = None,
) -> Case:
    """Her side of it. Until it is confirmed she may say more, late too."""
    return _heard(Step.RESPOND, _respond, case, words, file, by=by, at=at)


@transaction.atomic
def _respond(
    case: Case, words: str, incoming: Incoming, *, by: Actor, at: datetime
) -> Case:
    case = held(case, Step.RESPOND, by=by, at=at)
    if case.steps.filter(verb=Line.Verb.RESPOND).count() >= MOST_ANSWERS:
        raise refusals.TooManyAnswers(most=MOST_ANSWERS)
    data = incoming.keep(case, by=by, at=at, is_workers=True)
    is_first = case.status == Case.Status.NOTIFIED
    case.status = Case.Status.RESPONDED
    case.save(update_fields=["status"])
    step(case, Line.Verb.RESPOND, by=by, at=at, words=words, **data)
    if is_first and case.ripe_at is None:
        tell_handlers(
            case,
            "deduction_waits",
            access.CONFIRM,
            by=by,
            at=at,
            is_answered=True,
        )
    return case


def appeal(
    case: Case,
    *,
    words: str,
    by: Actor,
    file: IO[bytes] | None = None,
    at: datetime | None = None,
) -> Case:
    """Against what was deducted, once, in her days: a third person decides."""
    return _heard(Step.APPEAL, _appeal, case, words, file, by=by, at=at)


def _heard(
    asked: Step,
    kept: Callable[..., Case],
    case: Case,
    words: str,
    file: IO[bytes] | None,
    *,
    by: Actor,
    at: datetime | None,
) -> Case:
    """Her words with what she shows; the file is looked through before a row is held."""
    now = at or timezone.now()
    if not access.may(asked, case, by):
        raise NotPermitted
    with Incoming(file) as incoming:
        return kept(case, said(words), incoming, by=by, at=now)


@transaction.atomic
def _appeal(
    case: Case, words: str, incoming: Incoming, *, by: Actor, at: datetime
) -> Case:
    case = held(case, Step.APPEAL, by=by, at=at)
    data = incoming.keep(case, by=by, at=at, is_workers=True)
    case.status, case.appealed_at = Case.Status.APPEALED, at
    case.decide_by = rules.last_day(
        timezone.localdate(at),
        working_days=rules.DECISION_DAYS,
        is_working=is_working,
    )
    case.save(update_fields=["status", "appealed_at", "decide_by"])
    step(case, Line.Verb.APPEAL, by=by, at=at, words=words, **data)
    tell_handlers(
        case,
        "deduction_appealed",
        access.DECIDE,
        by=by,
        at=at,
        until=case.decide_by,
        is_late=False,
    )
    return case
