"""The seat is the application's own: what becomes of it, the points follow.

Not within the verbs of enrolment: they hold the class, and the person is locked before it.
"""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from school.enrollment.models import Enrollment, Promise
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.lib.one_by_one import one_by_one
from school.points.shop import rules
from school.points.shop.actions.ending import BEFORE_CLASS, give_back, settle
from school.points.shop.actions.step import held, tell
from school.points.shop.models import Redemption
from school.points.shop.seats import next_of


def settle_seats(*, by: Actor = SYSTEM, at: datetime | None = None) -> int:
    """Every seat whose class has begun, or whose application has ended or moved."""
    if by is not SYSTEM:
        raise NotPermitted
    now = at or timezone.now()
    open_ones = Redemption.objects.open().filter(enrollment__isnull=False)
    due = open_ones.filter(
        Q(enrollment__status=Enrollment.Status.WITHDRAWN)
        | ~Q(enrollment__cohort__status__in=BEFORE_CLASS)
    )
    seats = list(due.order_by("pk"))
    return len(one_by_one(seats, lambda one: settle_seat(one, by=by, at=now)))


def settle_seat(
    redemption: Redemption, *, by: Actor = SYSTEM, at: datetime
) -> Redemption:
    redemption = held(redemption)
    seat = redemption.enrollment
    if seat is None or not redemption.is_open:
        return redemption
    match _outcome(seat, is_good=redemption.valid_until >= timezone.localdate(at)):
        case rules.FOLLOW:
            redemption.enrollment = next_of(seat)
            redemption.save(update_fields=["enrollment"])
        case rules.TAKEN:
            settle(redemption, by=by, at=at)
        case rules.GIVEN_BACK:
            give_back(redemption, "cancel", by=by, at=at)
            _tell_back(redemption, seat, by=by, at=at)
    return redemption


def _tell_back(
    redemption: Redemption, seat: Enrollment, *, by: Actor, at: datetime
) -> None:
    tell(
        redemption,
        "redemption_cancelled",
        by=by,
        at=at,
        points=redemption.cost,
        reason=f"{seat.cohort.name} · {seat.get_status_display()}",
    )


def _outcome(seat: Enrollment, *, is_good: bool) -> str:
    """`is_good`: a seat put off waits for a later class no longer than its points do."""
    promise = Promise.objects.filter(deferred=seat).first()
    return rules.outcome_of_seat(
        is_on_roll=seat.status in Enrollment.ON_ROLL,
        has_begun=seat.cohort.status not in BEFORE_CLASS,
        has_moved=next_of(seat) is not None,
        is_put_off=is_good and promise is not None and promise.kept_by_id is None,
    )
