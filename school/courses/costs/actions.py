from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from school.courses.costs import refusals
from school.courses.models import Cohort, CostClosing, CostLine
from school.courses.refusals import ReasonMissing
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted

VIEW: Final = "courses.view_costline"
ENTER: Final = "courses.add_costline"


@transaction.atomic
def enter_cost(
    cohort: Cohort,
    *,
    amount_fen: int,
    paid_on: date,
    by: Actor,
    at: datetime | None = None,
    **facts: Any,
) -> CostLine:
    """Note a cost. `facts`: kind, payer, note."""
    at = at or timezone.now()
    held = _open(cohort, by=by)
    if held.status == Cohort.Status.DRAFT:
        raise refusals.NoCostsYet
    if amount_fen <= 0:
        raise refusals.NoSum
    _check_day(paid_on, at)
    line = CostLine.objects.create(
        cohort=held,
        amount_fen=amount_fen,
        paid_on=paid_on,
        actor_label=str(by)[:120],
        at=at,
        **facts,
    )
    journal.record(by=by, verb="courses.enter_cost", on=line, at=at)
    return line


@transaction.atomic
def correct_cost(
    line: CostLine,
    *,
    amount_fen: int,
    paid_on: date,
    reason: str,
    by: Actor,
    at: datetime | None = None,
    **facts: Any,
) -> CostLine:
    """Put another line in its place; with nothing in it, the cost is taken back."""
    at = at or timezone.now()
    held = _open(line.cohort, by=by)
    if not reason.strip():
        raise ReasonMissing
    if CostLine.objects.filter(replaces=line).exists():
        raise refusals.CorrectedAlready
    _check_day(paid_on, at)
    correction = CostLine.objects.create(
        cohort=held,
        amount_fen=amount_fen,
        paid_on=paid_on,
        replaces=line,
        reason=reason.strip(),
        actor_label=str(by)[:120],
        at=at,
        **facts,
    )
    journal.record(
        by=by, verb="courses.correct_cost", on=correction, reason=reason, at=at
    )
    return correction


@transaction.atomic
def complete_costs(
    cohort: Cohort, *, by: Actor, at: datetime | None = None
) -> CostClosing:
    """Say that nothing is missing: only then do they count in a figure."""
    at = at or timezone.now()
    held = _open(cohort, by=by)
    if held.status != Cohort.Status.COMPLETED:
        raise refusals.ClassNotOver
    if not has_costs(held):
        raise refusals.NothingEntered
    closing = _say(held, is_complete=True, by=by, at=at)
    journal.record(by=by, verb="courses.complete_costs", on=held, at=at)
    return closing


@transaction.atomic
def reopen_costs(
    cohort: Cohort, *, reason: str, by: Actor, at: datetime | None = None
) -> CostClosing:
    at = at or timezone.now()
    held = _held(cohort, by=by)
    if not reason.strip():
        raise ReasonMissing
    if not are_complete(held):
        raise refusals.CostsOpen
    closing = _say(held, is_complete=False, reason=reason.strip(), by=by, at=at)
    journal.record(by=by, verb="courses.reopen_costs", on=held, reason=reason, at=at)
    return closing


def has_costs(cohort: Cohort) -> bool:
    """Not where all that was noted has been taken back."""
    return cohort.cost_lines.standing().filter(amount_fen__gt=0).exists()


def are_complete(cohort: Cohort) -> bool:
    return CostClosing.objects.in_force().filter(cohort=cohort).exists()


def _open(cohort: Cohort, *, by: Actor) -> Cohort:
    held = _held(cohort, by=by)
    if are_complete(held):
        raise refusals.CostsComplete
    return held


def _held(cohort: Cohort, *, by: Actor) -> Cohort:
    """The class, which nobody else closes or opens meanwhile."""
    if not by.has_perm(ENTER):
        raise NotPermitted
    return Cohort.objects.select_for_update().get(pk=cohort.pk)


def _check_day(paid_on: date, at: datetime) -> None:
    if paid_on > timezone.localdate(at):
        raise refusals.PaidLater


def _say(cohort: Cohort, *, by: Actor, **word: Any) -> CostClosing:
    return CostClosing.objects.create(cohort=cohort, actor_label=str(by)[:120], **word)
