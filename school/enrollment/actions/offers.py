from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment import access, rules, signals
from school.enrollment.actions.fitness import refuse_since
from school.enrollment.actions.step import (
    first_evening,
    fresh,
    legal,
    refuse_again,
    refuse_without_consent,
    take,
    tell,
    tell_enrolled,
)
from school.enrollment.models import Enrollment
from school.enrollment.places import held, held_person, place_in_line, places_in
from school.enrollment.refusals import (
    CohortNotOpen,
    CompletedBefore,
    NoFreePlace,
    OfferExpired,
    OutOfTurn,
)
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted

Status = Enrollment.Status


@transaction.atomic
def offer(
    enrollment: Enrollment, *, by: Actor, at: datetime | None = None
) -> Enrollment:
    """Hold a free place for whoever is next in line, until the offer's deadline."""
    if not access.can_admit(by):
        raise NotPermitted
    cohort = _held_open(enrollment)
    at = at or timezone.now()
    legal(fresh(enrollment), "offer")
    refuse_without_consent(enrollment.person)
    if Enrollment.objects.completing(enrollment.person, cohort).exists():
        raise CompletedBefore(name=enrollment.person.name)
    _refuse_out_of_turn(enrollment, cohort)
    return _offer(enrollment, cohort, by=by, at=at)


@transaction.atomic
def admit(
    enrollment: Enrollment, *, by: Actor, at: datetime | None = None, reason: str = ""
) -> Enrollment:
    """Enrol somebody who applied, waits in turn or has an offer, without asking again."""
    if not access.can_admit(by):
        raise NotPermitted
    held_person(enrollment.person_id)
    cohort = _held_open(enrollment)
    at = at or timezone.now()
    legal(fresh(enrollment), "admit")
    refuse_without_consent(enrollment.person)
    if enrollment.status != Status.OFFERED:
        _refuse_out_of_turn(enrollment, cohort)
    refuse_since(enrollment, cohort, at=at, override=reason)
    return _enroll(enrollment, "admit", by=by, at=at, reason=reason)


@transaction.atomic
def accept_offer(
    enrollment: Enrollment, *, by: Actor, at: datetime | None = None
) -> Enrollment:
    """Take the place that is held. The deadline counts, whether or not a worker has run."""
    if not access.can_answer(by, enrollment):
        raise NotPermitted
    held_person(enrollment.person_id)
    cohort = held(enrollment.cohort_id)
    # Whoever waited for the lock is held to the deadline all the same.
    at = at or timezone.now()
    legal(fresh(enrollment), "accept")
    if not enrollment.offer_stands(at=at):
        raise OfferExpired
    refuse_without_consent(enrollment.person)
    refuse_since(enrollment, cohort, at=at)
    if not access.can_admit(by):
        refuse_again(enrollment.person, cohort)
    return _enroll(enrollment, "accept", by=by, at=at)


@transaction.atomic
def decline_offer(
    enrollment: Enrollment, *, by: Actor, at: datetime | None = None
) -> Enrollment:
    if not access.can_answer(by, enrollment):
        raise NotPermitted
    cohort = held(enrollment.cohort_id)
    at = at or timezone.now()
    take(fresh(enrollment), "decline", by=by, at=at, ended_at=at)
    signals.seat_freed.send(sender=Enrollment, enrollment=enrollment, by=by, at=at)
    move_waitlist(cohort, at=at)
    return enrollment


def expire_offers(*, by: Actor = SYSTEM, at: datetime | None = None) -> int:
    """Pass on every place whose offer has run out, and offer what else is free.

    Each class in its own transaction; returns how many offers ran out.
    """
    if not access.can_admit(by):
        raise NotPermitted
    asked_at = at or timezone.now()
    due = Cohort.objects.filter(
        Q(enrollments__status=Status.OFFERED, enrollments__offer_until__lte=asked_at)
        | Q(status=Cohort.Status.ENROLLING, enrollments__status=Status.WAITLISTED)
    )
    expired = 0
    for pk in due.order_by("pk").distinct().values_list("pk", flat=True):
        with transaction.atomic():
            cohort = held(pk)
            # The lock may have been long in coming: what holds now is what counts.
            expired += settle(cohort, at=at or timezone.now(), by=by)
    return expired


def settle(cohort: Cohort, *, at: datetime, by: Actor = SYSTEM) -> int:
    """End the offers that have run out and give every free place its next in line.

    Called with the class's row locked.
    """
    over = cohort.enrollments.filter(status=Status.OFFERED, offer_until__lte=at)
    expired = list(over.select_related("person__user", "cohort"))
    for enrollment in expired:
        take(enrollment, "expire", by=by, at=at, ended_at=at)
        tell(enrollment, "offer_expired", by=by, at=at)
        signals.seat_freed.send(sender=Enrollment, enrollment=enrollment, by=by, at=at)
    move_waitlist(cohort, at=at)
    return len(expired)


def move_waitlist(cohort: Cohort, *, at: datetime, after: int | None = None) -> None:
    """Offer every free place to the next in line, and tell the others their new place.

    Who withdrew the consent to enrolment keeps the place in line and is passed over
    until the consent is given again; who has completed the course is passed over too.
    `after` is the number of somebody who left the line: those behind have moved up.
    Called with the class's row locked. Once the class has begun, places are the
    registrar's to give.
    """
    begins = first_evening(cohort)
    if cohort.status != Cohort.Status.ENROLLING or (begins and begins <= at):
        return
    waiting = (
        Enrollment.objects.in_line().filter(cohort=cohort).order_by("queue_number")
    )
    next_up = list(waiting[: places_in(cohort).offers_due])
    for enrollment in next_up:
        _offer(enrollment, cohort, by=SYSTEM, at=at)
    moved = 0 if next_up else after
    if moved is None:
        return
    rest = waiting.select_related("person__user", "cohort")
    for place, enrollment in enumerate(rest, start=1):
        if (enrollment.queue_number or 0) > moved:
            tell(
                enrollment,
                "waitlist_moved",
                by=SYSTEM,
                at=at,
                sms=False,
                position=place,
            )


def _held_open(enrollment: Enrollment) -> Cohort:
    cohort = held(enrollment.cohort_id)
    if cohort.status not in (Cohort.Status.ENROLLING, Cohort.Status.RUNNING):
        raise CohortNotOpen(status=cohort.get_status_display())
    return cohort


def _refuse_out_of_turn(enrollment: Enrollment, cohort: Cohort) -> None:
    places = places_in(cohort)
    if not places.free:
        raise NoFreePlace
    waits = enrollment.status == Status.WAITLISTED
    ahead = place_in_line(enrollment) - 1 if waits else places.waiting
    if ahead >= places.free:
        raise OutOfTurn(ahead=ahead)


def _offer(
    enrollment: Enrollment, cohort: Cohort, *, by: Actor, at: datetime
) -> Enrollment:
    until = rules.offer_deadline(
        at, hours=settings.OFFER_HOURS, first_evening=first_evening(cohort)
    )
    take(
        enrollment,
        "offer",
        by=by,
        at=at,
        data={"until": until.isoformat()},
        offer_until=until,
    )
    tell(enrollment, "place_offered", by=by, at=at, until=until)
    return enrollment


def _enroll(
    enrollment: Enrollment, verb: str, *, by: Actor, at: datetime, reason: str = ""
) -> Enrollment:
    take(enrollment, verb, by=by, at=at, reason=reason, enrolled_at=at)
    tell_enrolled(enrollment, by=by, at=at)
    signals.enrolled.send(sender=Enrollment, enrollment=enrollment, by=by, at=at)
    return enrollment
