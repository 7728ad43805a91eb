"""A third person decides an appeal; what is upheld is reversed in the ledger by itself."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.journal.actors import Actor
from school.people.models import User
from school.points.cases import ledger
from school.points.cases.actions.stepping import held, said, step
from school.points.cases.actions.telling import tell_worker
from school.points.cases.models import Case
from school.points.cases.models import Step as Line
from school.points.cases.rules import Step
from school.points.models import Posting

Outcome = Case.Outcome


@transaction.atomic
def decide(
    case: Case,
    *,
    is_upheld: bool,
    words: str,
    by: Actor,
    at: datetime | None = None,
    seen: str | None = None,
) -> Case:
    """Upheld: exactly what was taken comes back (rule R03). Dismissed: it stays, with words."""
    now = at or timezone.now()
    case = held(case, Step.DECIDE, by=by, at=now, seen=seen)
    words = said(words)
    case.outcome = Outcome.UPHELD if is_upheld else Outcome.DISMISSED
    case.status = Case.Status.REVERSED if is_upheld else Case.Status.POSTED
    case.decided_by, case.decided_at = by if isinstance(by, User) else None, now
    case.save(update_fields=["status", "outcome", "decided_by", "decided_at"])
    verb = Line.Verb.UPHOLD if is_upheld else Line.Verb.DISMISS
    step(case, verb, by=by, at=now, words=words)
    if is_upheld:
        ledger.give_back(case, reason=words, at=now)
    tell_worker(case, "deduction_decided", by=by, at=now, is_upheld=is_upheld)
    return case


@transaction.atomic
def follow_reversal(posting: Posting, *, by: Actor) -> Case | None:
    """A deduction that was reversed in the ledger, without an appeal, closes its case."""
    case = ledger.case_reversed(posting)
    if case is None:
        return None
    standing = Case.objects.filter(
        pk=case.pk, status__in=[Case.Status.POSTED, Case.Status.APPEALED]
    )
    if standing.update(status=Case.Status.REVERSED):
        case.refresh_from_db()
        step(case, Line.Verb.REVERSE, by=by, at=posting.at, words=posting.reason)
        tell_worker(case, "deduction_decided", by=by, at=posting.at, is_upheld=True)
    return case
