"""Made ready, handed over, given back, run out: how a redemption goes on and ends."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment.actions import end_promise, withdraw
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.lib.one_by_one import one_by_one
from school.people.access import is_self
from school.points.actions import collect, release
from school.points.shop import access, refusals, rules, stock
from school.points.shop.actions.step import held, take, tell
from school.points.shop.actions.storing import give
from school.points.shop.actions.vouchers import issue_voucher
from school.points.shop.models import Redemption
from school.points.shop.seats import next_of, promises_of

BEFORE_CLASS = (Cohort.Status.ANNOUNCED, Cohort.Status.ENROLLING)


@transaction.atomic
def approve(
    redemption: Redemption, *, by: Actor, at: datetime | None = None
) -> Redemption:
    """It lies ready for her; a voucher is printed with it."""
    redemption = _to_settle(redemption, by=by)
    at = at or timezone.now()
    take(redemption, "approve", by=by, at=at)
    if redemption.reward.kind == rules.VOUCHER:
        issue_voucher(redemption, at=at)
    tell(redemption, "redemption_ready", by=by, at=at, until=redemption.valid_until)
    return redemption


@transaction.atomic
def fulfil(
    redemption: Redemption, *, by: Actor, at: datetime | None = None
) -> Redemption:
    """It is hers: the points are spent, and what lay in the store has left it."""
    redemption = _to_settle(redemption, by=by)
    if by is not SYSTEM and redemption.reward.kind != rules.TOOL:
        raise refusals.NotAtTheDesk
    return settle(redemption, by=by, at=at or timezone.now())


def _to_settle(redemption: Redemption, *, by: Actor) -> Redemption:
    """Held, by somebody who settles such things and not her own."""
    if not access.can_settle(by, redemption):
        raise NotPermitted
    redemption = held(redemption)
    if is_self(redemption.person, by):
        raise refusals.OwnRedemption
    return redemption


def settle(redemption: Redemption, *, by: Actor, at: datetime) -> Redemption:
    """Called with the redemption held, once it is known who takes what."""
    take(redemption, "fulfil", by=by, at=at)
    collect(redemption.hold, by=by, at=at)
    if stock.is_stored(redemption.reward):
        give(redemption, by=by, at=at)
    return redemption


@transaction.atomic
def cancel(
    redemption: Redemption,
    *,
    by: Actor,
    reason: str = "",
    at: datetime | None = None,
) -> Redemption:
    """By herself before she has it, or by the desk with a reason: all comes back whole."""
    if not access.can_cancel(by, redemption):
        raise NotPermitted
    redemption = held(redemption)
    is_own = is_self(redemption.person, by)
    if not is_own and not reason.strip():
        raise refusals.ReasonMissing
    at = at or timezone.now()
    _follow(redemption)
    _refuse_begun(redemption, at=at)
    give_back(redemption, "cancel", by=by, at=at, reason=reason.strip())
    seat = redemption.enrollment
    if seat and seat.status in Enrollment.SEATED:
        withdraw(seat, by=by, reason=reason.strip(), at=at)
    if not is_own:
        tell(
            redemption,
            "redemption_cancelled",
            by=by,
            at=at,
            points=redemption.cost,
            reason=redemption.reason,
        )
    return redemption


def give_back(
    redemption: Redemption, verb: str, *, by: Actor, at: datetime, reason: str = ""
) -> None:
    """Called with the redemption held. What was kept of the store is free by itself.

    A seat put off loses its promise: the points for it are hers again.
    """
    take(redemption, verb, by=by, at=at, reason=reason)
    why = reason or redemption.reward.title_zh
    release(redemption.hold, by=by, reason=why, at=at)
    if redemption.enrollment:
        for promise in promises_of(redemption.enrollment):
            end_promise(promise, by=by, reason=why, at=at)


def _follow(redemption: Redemption) -> None:
    """To the seat that she has now: the clock may not have been there yet."""
    if redemption.enrollment and (later := next_of(redemption.enrollment)):
        redemption.enrollment = later
        redemption.save(update_fields=["enrollment"])
        _follow(redemption)


def _refuse_begun(redemption: Redemption, *, at: datetime) -> None:
    right = getattr(redemption, "priority_right", None)
    if right and right.starts_on <= timezone.localdate(at) and redemption.is_open:
        raise refusals.RightHasBegun
    seat = redemption.enrollment
    is_hers = seat is not None and seat.status in Enrollment.ON_ROLL
    if (
        seat
        and is_hers
        and seat.cohort.status not in BEFORE_CLASS
        and redemption.is_open
    ):
        raise refusals.ClassHasBegun


@transaction.atomic
def expire(
    redemption: Redemption, *, by: Actor = SYSTEM, at: datetime | None = None
) -> Redemption:
    """Not collected by its last day: points and stock go back."""
    if by is not SYSTEM:
        raise NotPermitted
    redemption = held(redemption)
    at = at or timezone.now()
    if redemption.is_open and redemption.valid_until < timezone.localdate(at):
        give_back(redemption, "expire", by=by, at=at)
        tell(redemption, "redemption_expired", by=by, at=at, points=redemption.cost)
    return redemption


def expire_due(*, by: Actor = SYSTEM, at: datetime | None = None) -> int:
    """What is to be collected or used, and was not. Seats and rights end by their own days."""
    if by is not SYSTEM:
        raise NotPermitted
    now = at or timezone.now()
    due = Redemption.objects.open().filter(
        reward__kind__in=rules.STORED, valid_until__lt=timezone.localdate(now)
    )
    return len(one_by_one(due.order_by("pk"), lambda one: expire(one, by=by, at=now)))
