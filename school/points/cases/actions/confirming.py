"""A second person confirms a deduction, and the points go; or withdraws it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.journal.actors import Actor
from school.lib.calendar import is_working
from school.people.models import User
from school.points.cases import ledger, rules
from school.points.cases.actions.stepping import held, said, step
from school.points.cases.actions.telling import tell_worker
from school.points.cases.models import Case
from school.points.cases.models import Step as Line
from school.points.cases.rules import Step


@transaction.atomic
def confirm(
    case: Case,
    *,
    words: str,
    by: Actor,
    at: datetime | None = None,
    seen: str | None = None,
) -> Case:
    """After her answer, or when her days to answer are over; the score falls now.

    `seen` as of `held`: nobody confirms over an answer that came in between.
    """
    now = at or timezone.now()
    case = held(case, Step.CONFIRM, by=by, at=now, seen=seen)
    words = said(words)
    case.status, case.confirmed_at = Case.Status.POSTED, now
    case.confirmed_by = by if isinstance(by, User) else None
    case.appeal_by = rules.last_day(
        timezone.localdate(now), working_days=rules.APPEAL_DAYS, is_working=is_working
    )
    case.save(update_fields=["status", "confirmed_by", "confirmed_at", "appeal_by"])
    points = ledger.take(case, by=by, reason=words, at=now)
    step(case, Line.Verb.CONFIRM, by=by, at=now, words=words, points=points)
    tell_worker(
        case, "deduction_posted", by=by, at=now, points=points, until=case.appeal_by
    )
    return case


@transaction.atomic
def withdraw(
    case: Case,
    *,
    words: str,
    by: Actor,
    at: datetime | None = None,
    seen: str | None = None,
) -> Case:
    """Nothing is deducted. Who proposed it may see that herself."""
    now = at or timezone.now()
    case = held(case, Step.WITHDRAW, by=by, at=now, seen=seen)
    words = said(words)
    was_told = case.notified_at is not None
    case.status = Case.Status.WITHDRAWN
    case.save(update_fields=["status"])
    step(case, Line.Verb.WITHDRAW, by=by, at=now, words=words)
    if was_told:
        tell_worker(case, "deduction_withdrawn", by=by, at=now)
    return case
