from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.courses import access, rules, signals
from school.courses.actions.telling import tell_of_end
from school.courses.models import Cohort
from school.courses.refusals import (
    ClassOver,
    ClassTooLarge,
    EditionNotSignedOff,
    EnrolmentEndsTooLate,
    NoEvenings,
    ReasonMissing,
    WrongStatus,
)
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted, Refusal

FACTS = (
    "name",
    "seats",
    "venue",
    "starts_on",
    "ends_on",
    "enrol_until",
    "fee_fen",
    "fee_note_zh",
    "fee_note_en",
)


@transaction.atomic
def create(cohort: Cohort, *, by: Actor, at: datetime | None = None) -> Cohort:
    """Keep a class that is filled in but not saved; it begins as a draft."""
    if not by.has_perm("courses.add_cohort"):
        raise NotPermitted
    _check_facts(cohort)
    cohort.status = Cohort.Status.DRAFT
    cohort.save(force_insert=True)
    journal.record(by=by, verb="courses.create_cohort", on=cohort, at=at)
    return cohort


@transaction.atomic
def change(
    cohort: Cohort,
    *,
    by: Actor,
    fields: Collection[str] = FACTS,
    at: datetime | None = None,
) -> Cohort:
    """Write the changed `fields` of a class; seats never fall below the places taken."""
    if not access.can_change(by, cohort):
        raise NotPermitted
    held = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if held.status in (Cohort.Status.COMPLETED, Cohort.Status.CANCELLED):
        raise ClassOver
    _check_facts(cohort)
    changed = [
        name
        for name in fields
        if name in FACTS and getattr(held, name) != getattr(cohort, name)
    ]
    if not changed:
        return cohort
    at = at or timezone.now()
    cohort.save(update_fields=changed)
    journal.record(
        by=by,
        verb="courses.change_cohort",
        on=cohort,
        data={
            name: [str(getattr(held, name)), str(getattr(cohort, name))]
            for name in changed
        },
        at=at,
    )
    if "seats" in changed:
        signals.seats_changed.send(sender=Cohort, cohort=cohort, by=by, at=at)
    return cohort


def _check_facts(cohort: Cohort) -> None:
    most = cohort.edition.class_size_max
    if cohort.seats > most:
        raise ClassTooLarge(most=most)
    if cohort.enrol_until > cohort.ends_on:
        raise EnrolmentEndsTooLate


@transaction.atomic
def announce(cohort: Cohort, *, by: Actor, at: datetime | None = None) -> Cohort:
    return _take(cohort, "announce", by=by, at=at)


@transaction.atomic
def open_enrollment(cohort: Cohort, *, by: Actor, at: datetime | None = None) -> Cohort:
    _check_step(cohort, "open_enrollment", by=by)
    if not cohort.edition.is_signed_off:
        raise EditionNotSignedOff
    if not cohort.sessions.exists():
        raise NoEvenings
    at = at or timezone.now()
    _take(cohort, "open_enrollment", by=by, at=at)
    signals.enrollment_opened.send(sender=Cohort, cohort=cohort, by=by, at=at)
    return cohort


@transaction.atomic
def start(cohort: Cohort, *, by: Actor, at: datetime | None = None) -> Cohort:
    """The first evening has come: the waiting list closes."""
    at = at or timezone.now()
    _take(cohort, "start", by=by, at=at)
    signals.cohort_started.send(sender=Cohort, cohort=cohort, by=by, at=at)
    return cohort


@transaction.atomic
def begin_assessment(
    cohort: Cohort, *, by: Actor, at: datetime | None = None
) -> Cohort:
    at = at or timezone.now()
    _take(cohort, "begin_assessment", by=by, at=at)
    signals.assessment_begun.send(sender=Cohort, cohort=cohort, by=by, at=at)
    return cohort


@transaction.atomic
def complete(cohort: Cohort, *, by: Actor, at: datetime | None = None) -> Cohort:
    """Close the class once all its trainees have their results."""
    at = at or timezone.now()
    before = cohort.status
    _take(cohort, "complete", by=by, at=at)
    try:
        signals.cohort_completed.send(sender=Cohort, cohort=cohort, by=by, at=at)
    except Refusal:
        # The row is rolled back; what the caller holds says so too.
        cohort.status = before
        raise
    return cohort


@transaction.atomic
def cancel(
    cohort: Cohort, *, by: Actor, reason: str, at: datetime | None = None
) -> Cohort:
    """Call the class off; everyone who has or waits for a place is released from it."""
    _check_step(cohort, "cancel", by=by)
    if not reason.strip():
        raise ReasonMissing
    at = at or timezone.now()
    _take(cohort, "cancel", by=by, at=at, reason=reason)
    tell_of_end(cohort, by=by, at=at, reason=reason)
    signals.cohort_cancelled.send(
        sender=Cohort, cohort=cohort, by=by, at=at, reason=reason
    )
    return cohort


@transaction.atomic
def _take(
    cohort: Cohort, verb: str, *, by: Actor, at: datetime | None, reason: str = ""
) -> Cohort:
    target = _check_step(cohort, verb, by=by)
    before = cohort.status
    # Somebody else may have taken a step since the class was read.
    if not Cohort.objects.filter(pk=cohort.pk, status=before).update(status=target):
        cohort.refresh_from_db()
        raise WrongStatus(status=cohort.get_status_display())
    cohort.status = target
    journal.record(
        by=by,
        verb=f"courses.{verb}",
        on=cohort,
        reason=reason,
        data={"from": before, "to": target},
        at=at,
    )
    return cohort


def _check_step(cohort: Cohort, verb: str, *, by: Actor) -> str:
    if not access.can_open(by, cohort):
        raise NotPermitted
    target = rules.next_status(verb, cohort.status)
    if target is None:
        raise WrongStatus(status=cohort.get_status_display())
    return target
