"""What a case rests on is taken back: it says so, and waits until a person has looked at it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.points.cases import access
from school.points.cases.actions.stepping import held, said, step
from school.points.cases.actions.telling import tell_handlers, tell_worker
from school.points.cases.models import Case
from school.points.cases.models import Step as Line
from school.points.cases.rules import Step

Status = Case.Status


@transaction.atomic
def recall_sources(
    source_type: str, names: Iterable[str], *, by: Actor, at: datetime | None = None
) -> list[Case]:
    """Halt the cases that rest on these; what is deducted stays until a person decides."""
    now = at or timezone.now()
    if by is not SYSTEM:
        raise NotPermitted
    rows = Case.objects.select_for_update(of=("self",)).select_related("person", "rule")
    resting = rows.filter(source_type=source_type, source_id__in=list(names))
    cases = list(resting.exclude(status__in=Case.FALLEN).order_by("pk"))
    for case in cases:
        case.recalled_at = now
        case.save(update_fields=["recalled_at"])
        step(case, Line.Verb.RECALL, by=by, at=now)
        _tell(case, by=by, at=now)
    return cases


def _tell(case: Case, *, by: Actor, at: datetime) -> None:
    is_posted = case.status not in {Status.PROPOSED, Status.NOTIFIED, Status.RESPONDED}
    right = access.DECIDE if is_posted else access.CONFIRM
    tell_handlers(
        case,
        "deduction_cause_gone",
        right,
        by=by,
        at=at,
        with_parts=not is_posted,
        is_posted=is_posted,
    )
    if case.notified_at is not None:
        kind = "deduction_looked_at"
        tell_worker(case, kind, by=by, at=at, is_posted=is_posted)


@transaction.atomic
def go_on(
    case: Case,
    *,
    words: str,
    by: Actor,
    at: datetime | None = None,
    seen: str | None = None,
) -> Case:
    """Though what it rests on was taken back; it is confirmed or withdrawn as any other."""
    now = at or timezone.now()
    case = held(case, Step.GO_ON, by=by, at=now, seen=seen)
    words = said(words)
    case.recalled_at = None
    case.save(update_fields=["recalled_at"])
    step(case, Line.Verb.GO_ON, by=by, at=now, words=words)
    if case.notified_at is not None:
        tell_worker(case, "deduction_goes_on", by=by, at=now)
    return case
