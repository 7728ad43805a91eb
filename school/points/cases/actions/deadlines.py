"""Days that run out: somebody is told, and nothing is decided."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.lib.one_by_one import one_by_one, step_by_step
from school.points.cases import access
from school.points.cases.actions.stepping import step
from school.points.cases.actions.telling import tell_handlers
from school.points.cases.models import Case
from school.points.cases.models import Step as Line


def mind_deadlines(*, by: Actor, at: datetime | None = None) -> int:
    """Every morning: who has not answered in time, and which appeals are late; each told once."""
    now = at or timezone.now()
    if by is not SYSTEM:
        raise NotPermitted
    today = timezone.localdate(now)
    unanswered = Case.objects.filter(
        status=Case.Status.NOTIFIED, respond_by__lt=today, ripe_at=None
    )
    late = Case.objects.filter(
        status=Case.Status.APPEALED, decide_by__lt=today, late_told_at=None
    )
    return step_by_step(
        lambda: _each(unanswered, partial(_ripen, by=by, at=now)),
        lambda: _each(late, partial(_remind, by=by, at=now)),
    )


def _each(cases: QuerySet[Case], do: Callable[[Case], int]) -> int:
    return sum(one_by_one(cases.select_related("person", "rule").order_by("pk"), do))


@transaction.atomic
def _ripen(case: Case, *, by: Actor, at: datetime) -> int:
    """Ready for a second person, who reads it as it is."""
    waits = Case.objects.filter(pk=case.pk, status=Case.Status.NOTIFIED, ripe_at=None)
    if not waits.update(ripe_at=at):
        return 0
    case.refresh_from_db(fields=["ripe_at"])
    step(case, Line.Verb.RIPE, by=by, at=at)
    tell_handlers(
        case, "deduction_waits", access.CONFIRM, by=by, at=at, is_answered=False
    )
    return 1


@transaction.atomic
def _remind(case: Case, *, by: Actor, at: datetime) -> int:
    waits = Case.objects.filter(
        pk=case.pk, status=Case.Status.APPEALED, late_told_at=None
    )
    if not waits.update(late_told_at=at):
        return 0
    journal.record(by=by, verb="points.remind_of_case", on=case, at=at)
    tell_handlers(
        case,
        "deduction_appealed",
        access.DECIDE,
        by=by,
        at=at,
        until=case.decide_by,
        is_late=True,
    )
    return 1
