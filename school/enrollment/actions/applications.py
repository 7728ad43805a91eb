from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment import access, signals
from school.enrollment.actions.deferral import promise_to
from school.enrollment.actions.fitness import refuse_ineligible
from school.enrollment.actions.merits import weigh
from school.enrollment.actions.offers import move_waitlist, settle
from school.enrollment.actions.step import (
    fresh,
    take,
    tell,
    tell_enrolled,
)
from school.enrollment.actions.transfer import in_time
from school.enrollment.line import has_room, line_of, place_in_line
from school.enrollment.models import Enrollment
from school.enrollment.places import held, held_person, places_in
from school.enrollment.refusals import (
    AlreadyApplied,
    CohortNotOpen,
    ConsentMissing,
    EnrolmentClosed,
    IdentityIncomplete,
    NoFreePlace,
    ReasonMissing,
    SeatsReserved,
    TooLateToWithdraw,
)
from school.enrollment.rules.eligibility import NO_WAIVER, Waiver
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.access import is_self
from school.people.actions import give_consent
from school.people.models import Consent, ConsentText, Person

Status = Enrollment.Status


@transaction.atomic
def apply(
    person: Person,
    *,
    cohort: Cohort,
    by: Actor,
    source: str,
    consent: Consent | None,
    waiver: Waiver = NO_WAIVER,
    quota_kind: str = "",
    quota_reason: str = "",
    at: datetime | None = None,
) -> Enrollment:
    """Enrol the person if a place is left, else put them in the waiting list.

    The registrar may do so late, for somebody who has completed the course before, and
    may give a reserved place.
    """
    if quota_kind and not access.can_admit(by):
        raise NotPermitted
    return enter(
        person,
        cohort=cohort,
        by=by,
        source=source,
        consent=consent,
        waiver=waiver,
        quota_kind=quota_kind,
        quota_reason=quota_reason,
        at=at,
    )


def enter(
    person: Person,
    *,
    cohort: Cohort,
    by: Actor,
    source: str,
    consent: Consent | None,
    waiver: Waiver = NO_WAIVER,
    quota_kind: str,
    quota_reason: str,
    at: datetime | None,
) -> Enrollment:
    """What every application is; whether the reserved place is theirs, the caller knows."""
    is_settled = access.can_admit(by)
    if not access.can_apply(by, person):
        raise NotPermitted
    person = held_person(person.pk)
    cohort = held(cohort.pk)
    at = at or timezone.now()  # Under the lock: the line keeps the order of this.
    refuse_closed(cohort, is_late_allowed=is_settled, at=at)
    waived = _refuse_unfit(person, cohort, consent, by=by, at=at, waiver=waiver)
    settle(cohort, at=at)
    enrollment = Enrollment(
        person=person,
        cohort=cohort,
        source=source,
        consent=consent,
        waived=" ".join(waived),
        applied_at=at,
        quota_kind=quota_kind,
        quota_reason=quota_reason,
    )
    _place(enrollment, at=at)
    _record(enrollment, by=by, at=at, reason=waiver.reason)
    _announce(enrollment, by=by, at=at)
    return enrollment


@transaction.atomic
def apply_with_consent(
    person: Person,
    *,
    cohort: Cohort,
    by: Actor,
    source: str,
    text: ConsentText,
    waiver: Waiver = NO_WAIVER,
    at: datetime | None = None,
) -> Enrollment:
    """Agree to the present text and apply: neither is kept without the other."""
    consent = give_consent(person, text=text, by=by, at=at)
    return apply(
        person,
        cohort=cohort,
        by=by,
        source=source,
        consent=consent,
        waiver=waiver,
        at=at,
    )


@transaction.atomic
def withdraw(
    enrollment: Enrollment, *, by: Actor, reason: str = "", at: datetime | None = None
) -> Enrollment:
    """Give the place back, or leave the line. Whoever waits next is offered the place."""
    is_own = is_self(enrollment.person, by)
    if not access.can_answer(by, enrollment):
        raise NotPermitted
    if not is_own and not reason.strip():
        raise ReasonMissing
    cohort = held(enrollment.cohort_id)
    at = at or timezone.now()
    if is_own and cohort.status == Cohort.Status.ASSESSING:
        raise TooLateToWithdraw
    was_seated = fresh(enrollment).status in Enrollment.SEATED
    before = None if was_seated else line_of(cohort.pk)
    take(enrollment, "withdraw", by=by, at=at, reason=reason, ended_at=at)
    if not is_own:
        tell(enrollment, "withdrawn", by=by, at=at, reason=reason)
    if was_seated:
        sent = {"sender": Enrollment, "enrollment": enrollment, "by": by, "at": at}
        signals.seat_freed.send(**sent)
        signals.place_returned.send(**sent, in_time=in_time(cohort, at=at))
    move_waitlist(cohort, at=at, before=before)
    return enrollment


def refuse_closed(cohort: Cohort, *, is_late_allowed: bool, at: datetime) -> None:
    opened = [Cohort.Status.ENROLLING]
    if is_late_allowed:
        opened.append(Cohort.Status.RUNNING)
    if cohort.status not in opened:
        raise CohortNotOpen(status=cohort.get_status_display())
    if not is_late_allowed and timezone.localdate(at) > cohort.enrol_until:
        raise EnrolmentClosed


def _refuse_unfit(
    person: Person,
    cohort: Cohort,
    consent: Consent | None,
    *,
    by: Actor,
    at: datetime,
    waiver: Waiver,
) -> list[str]:
    """The codes of what is let pass."""
    if not person.has_identity:
        raise IdentityIncomplete
    if (
        consent is None
        or consent.person_id != person.pk
        or consent.withdrawn_at is not None
        or consent.text.purpose != ConsentText.Purpose.ENROLMENT
    ):
        raise ConsentMissing
    applied = Enrollment.objects.filter(person=person, cohort=cohort)
    if applied.exclude(status=Status.WITHDRAWN).exists():
        raise AlreadyApplied
    return refuse_ineligible(person, cohort, by=by, at=at, waiver=waiver)


def _record(enrollment: Enrollment, *, by: Actor, at: datetime, reason: str) -> None:
    data: dict[str, Any] = {
        "to": enrollment.status,
        "queue_number": enrollment.queue_number,
    }
    waived = enrollment.waived.split()
    journal.record(
        by=by,
        verb="enrollment.apply",
        on=enrollment,
        reason=reason if waived else "",
        data=data | ({"waived": waived} if waived else {}),
        at=at,
    )


def _place(enrollment: Enrollment, *, at: datetime) -> None:
    """Seat the new applicant if there is room behind those who wait, else put them in line."""
    cohort = enrollment.cohort
    promise = promise_to(enrollment.person, cohort)
    weigh(enrollment)
    if has_room(enrollment, is_promised=bool(promise), at=at):
        enrollment.status, enrollment.enrolled_at = Status.ENROLLED, at
    elif cohort.status == Cohort.Status.ENROLLING:
        enrollment.status = Status.WAITLISTED
        enrollment.queue_number = _next_number(cohort)
    else:
        raise SeatsReserved if places_in(cohort, at=at).free else NoFreePlace
    enrollment.save(force_insert=True)
    if promise:
        promise.kept_by = enrollment
        promise.save(update_fields=["kept_by"])


def _next_number(cohort: Cohort) -> int:
    last = cohort.enrollments.aggregate(last=Max("queue_number"))["last"]
    return (last or 0) + 1


def _announce(enrollment: Enrollment, *, by: Actor, at: datetime) -> None:
    if enrollment.status == Status.WAITLISTED:
        position = place_in_line(enrollment)
        tell(enrollment, "waitlisted", by=by, at=at, position=position)
        return
    tell_enrolled(enrollment, by=by, at=at)
    signals.enrolled.send(sender=Enrollment, enrollment=enrollment, by=by, at=at)
