from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
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
from school.enrollment.line import Line, line_of
from school.enrollment.models import Enrollment
from school.enrollment.places import freeze_hours, held, held_person, places_in
from school.enrollment.refusals import (
    CohortNotOpen,
    CompletedBefore,
    NoFreePlace,
    OfferExpired,
    OutOfTurn,
    ReasonMissing,
    SeatsReserved,
)
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.lib.one_by_one import one_by_one

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
    _refuse_full(cohort, at=at)
    _refuse_out_of_turn(enrollment, cohort, at=at)
    return _offer(enrollment, cohort, by=by, at=at)


@transaction.atomic
def admit(
    enrollment: Enrollment,
    *,
    by: Actor,
    at: datetime | None = None,
    reason: str = "",
    out_of_turn: bool = False,
) -> Enrollment:
    """Enrol somebody who applied, waits in turn or has an offer, without asking again.

    Out of turn, past the line and the reserved seats, only with a reason; past the last
    seat never.
    """
    if not access.can_admit(by):
        raise NotPermitted
    if out_of_turn and not reason.strip():
        raise ReasonMissing
    held_person(enrollment.person_id)
    cohort = _held_open(enrollment)
    at = at or timezone.now()
    legal(fresh(enrollment), "admit")
    refuse_without_consent(enrollment.person)
    if enrollment.status != Status.OFFERED:
        _refuse_full(cohort, at=at)
        if not out_of_turn:
            _refuse_out_of_turn(enrollment, cohort, at=at)
    # The reason for passing the line is none for passing over what stands against it.
    override = "" if out_of_turn else reason
    refuse_since(enrollment, cohort, at=at, override=override)
    return _enroll(enrollment, "admit", by=by, at=at, reason=reason)


@transaction.atomic
def accept_offer(
    enrollment: Enrollment, *, by: Actor, at: datetime | None = None
) -> Enrollment:
    """Take the place that is held. The deadline counts, whether or not a worker has run."""
    if not access.can_answer(by, enrollment):
        raise NotPermitted
    held_person(enrollment.person_id)
    cohort = _held_open(enrollment)
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

    Each class by itself; returns how many offers ran out.
    """
    if not access.can_admit(by):
        raise NotPermitted
    asked_at = at or timezone.now()
    due = Cohort.objects.filter(
        Q(enrollments__status=Status.OFFERED, enrollments__offer_until__lte=asked_at)
        | Q(status=Cohort.Status.ENROLLING, enrollments__status=Status.WAITLISTED)
    )

    def settle_class(pk: int) -> int:
        cohort = held(pk)
        # The lock may have been long in coming: what holds now is what counts.
        return settle(cohort, at=at or timezone.now(), by=by)

    classes = due.order_by("pk").distinct().values_list("pk", flat=True)
    return sum(one_by_one(list(classes), settle_class))


def settle(
    cohort: Cohort, *, at: datetime, by: Actor = SYSTEM, before: Line | None = None
) -> int:
    """End the offers that have run out and give every free place its next in line.

    Called with the class's row locked.
    """
    over = cohort.enrollments.filter(status=Status.OFFERED, offer_until__lte=at)
    expired = list(over.select_related("person__user", "cohort"))
    for enrollment in expired:
        take(enrollment, "expire", by=by, at=at, ended_at=at)
        tell(enrollment, "offer_expired", by=by, at=at)
        signals.seat_freed.send(sender=Enrollment, enrollment=enrollment, by=by, at=at)
    move_waitlist(cohort, at=at, before=before)
    return len(expired)


def move_waitlist(cohort: Cohort, *, at: datetime, before: Line | None = None) -> None:
    """Offer every free place to the next in line, and tell who has moved up.

    Who withdrew the consent to enrolment keeps the place in line and is passed over
    until the consent is given again; who has completed the course is passed over too.
    `before` is the line as it stood before somebody left it or its order changed.
    Called with the class's row locked. From some hours before the first evening,
    places are the registrar's to give.
    """
    if cohort.status != Cohort.Status.ENROLLING or _is_frozen(cohort, at=at):
        return
    line = line_of(cohort.pk)
    if not line.waiting:
        return
    due = line.due(places_in(cohort, at=at))
    rows = cohort.enrollments.select_related("person__user", "cohort")
    called = rows.in_bulk(due)
    for key in due:
        _offer(called[key], cohort, by=SYSTEM, at=at)
    rest = [one.key for one in line.waiting if one.key not in called]
    before = before or line
    moved = {
        key: place
        for place, key in enumerate(rest, start=1)
        if place < before.place_of(key)
    }
    behind = rows.in_bulk(list(moved))
    for key, place in moved.items():
        tell(behind[key], "waitlist_moved", by=SYSTEM, at=at, sms=False, position=place)


def _is_frozen(cohort: Cohort, *, at: datetime) -> bool:
    return rules.is_frozen(
        at, hours=freeze_hours(cohort), first_evening=first_evening(cohort)
    )


def _held_open(enrollment: Enrollment) -> Cohort:
    cohort = held(enrollment.cohort_id)
    if cohort.status not in (Cohort.Status.ENROLLING, Cohort.Status.RUNNING):
        raise CohortNotOpen(status=cohort.get_status_display())
    return cohort


def _refuse_out_of_turn(
    enrollment: Enrollment, cohort: Cohort, *, at: datetime
) -> None:
    places = places_in(cohort, at=at)
    line = line_of(cohort.pk, also=enrollment.pk)
    if enrollment.status != Status.WAITLISTED:
        line = line.joined_by(enrollment)
    if enrollment.pk in line.due(places):
        return
    if not places.is_open_to(enrollment.quota_kind):
        raise SeatsReserved
    raise OutOfTurn(ahead=line.place_of(enrollment.pk) - 1)


def _refuse_full(cohort: Cohort, *, at: datetime) -> None:
    if not places_in(cohort, at=at).free:
        raise NoFreePlace


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
    link = reverse("enrollment:offer", args=[enrollment.code])
    tell(enrollment, "place_offered", by=by, at=at, link=link, until=until)
    return enrollment


def _enroll(
    enrollment: Enrollment, verb: str, *, by: Actor, at: datetime, reason: str = ""
) -> Enrollment:
    take(enrollment, verb, by=by, at=at, reason=reason, enrolled_at=at)
    tell_enrolled(enrollment, by=by, at=at)
    signals.enrolled.send(sender=Enrollment, enrollment=enrollment, by=by, at=at)
    return enrollment
