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
DECIDED = ["status", "outcome", "decided_by", "decided_at", "recalled_at"]
# By whether the points come back.
BY_APPEAL = {True: Line.Verb.UPHOLD, False: Line.Verb.DISMISS}
UNASKED = {True: Line.Verb.RETURN, False: Line.Verb.KEEP}


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
    """Upheld: exactly what was taken comes back (rule R03). Dismissed: it stays, with words.

    Of an appeal; or of a deduction whose cause was taken back, which leaves her the appeal.
    """
    now = at or timezone.now()
    case = held(case, Step.DECIDE, by=by, at=now, seen=seen)
    words = said(words)
    is_unasked = case.status != Case.Status.APPEALED
    if not is_unasked:
        case.outcome = Outcome.UPHELD if is_upheld else Outcome.DISMISSED
        case.decided_by, case.decided_at = by if isinstance(by, User) else None, now
    case.status = Case.Status.REVERSED if is_upheld else Case.Status.POSTED
    case.recalled_at = None
    case.save(update_fields=DECIDED)
    verb = (UNASKED if is_unasked else BY_APPEAL)[is_upheld]
    step(case, verb, by=by, at=now, words=words)
    if is_upheld:
        ledger.give_back(case, reason=words, at=now)
    kind = "deduction_reviewed" if is_unasked else "deduction_decided"
    tell_worker(case, kind, by=by, at=now, is_upheld=is_upheld)
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
        kind = "deduction_reviewed"
        tell_worker(case, kind, by=by, at=posting.at, is_upheld=True)
    return case
