"""What happens to everybody's place when the class itself changes."""

from datetime import datetime

from django.db import transaction

from school.courses.models import Cohort
from school.enrollment import signals
from school.enrollment.actions.offers import move_waitlist
from school.enrollment.actions.step import take, tell
from school.enrollment.models import Enrollment, Promise
from school.enrollment.places import held, places_in
from school.enrollment.refusals import QuotasTooLarge, ResultsMissing, SeatsTaken
from school.enrollment.rules import TRANSITIONS
from school.journal.actors import Actor


@transaction.atomic
def respect_seats(cohort: Cohort, *, by: Actor, at: datetime) -> Cohort:
    """Refuse fewer seats than are taken; offer the new ones to those who wait."""
    locked = held(cohort.pk)
    places = places_in(locked, at=at)
    if places.taken > places.seats:
        raise SeatsTaken(taken=places.taken)
    reserved = sum(one.seats for one in places.reserves if one.is_open)
    if reserved > places.seats:
        raise QuotasTooLarge(reserved=reserved, seats=places.seats)
    move_waitlist(locked, at=at)
    return cohort


def refuse_unfinished(cohort: Cohort) -> None:
    """Nobody is left in a class that is closed without a result."""
    waiting = cohort.enrollments.filter(status=Enrollment.Status.ENROLLED).count()
    if waiting:
        raise ResultsMissing(count=waiting)


@transaction.atomic
def close_waitlist(cohort: Cohort, *, by: Actor, at: datetime) -> list[Enrollment]:
    """The class begins: who still waits is released, and told so."""
    released = _release(cohort, "close_waitlist", "waitlist_closed", by=by, at=at)
    for enrollment in released:
        # Without a number she had applied, and was never put in line.
        if enrollment.queue_number is not None:
            sent = {"sender": Enrollment, "enrollment": enrollment, "by": by, "at": at}
            signals.waited_in_vain.send(**sent)
    return released


@transaction.atomic
def release_all(
    cohort: Cohort, *, by: Actor, at: datetime, reason: str
) -> list[Enrollment]:
    """The class is called off: nobody keeps or waits for a place."""
    return _release(cohort, "release", "class_cancelled", by=by, at=at, reason=reason)


def _release(
    cohort: Cohort,
    verb: str,
    kind: str,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
) -> list[Enrollment]:
    locked = held(cohort.pk)
    sources, _target = TRANSITIONS[verb]
    released = list(
        locked.enrollments.filter(status__in=sources).select_related(
            "person__user", "cohort"
        )
    )
    for enrollment in released:
        take(enrollment, verb, by=by, at=at, reason=reason, ended_at=at)
        tell(enrollment, kind, by=by, at=at, reason=reason)
    # Who was promised a place and got none here comes first in the next class still.
    Promise.objects.filter(kept_by__in=released).update(kept_by=None)
    return released
