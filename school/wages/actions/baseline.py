from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.enrollment.models import Enrollment
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.models import Person
from school.wages import refusals, rules
from school.wages.access import can_tell, has_consented
from school.wages.actions.records import append, correct_wage
from school.wages.models import Baseline, WageRecord

# Later the memory of pay before the course is coloured by pay after it.
ASKED_WHILE = [
    Enrollment.Status.APPLIED,
    Enrollment.Status.OFFERED,
    Enrollment.Status.WAITLISTED,
    Enrollment.Status.ENROLLED,
]


@transaction.atomic
def tell_baseline(
    enrollment: Enrollment, *, pay: rules.Pay, by: Actor, at: datetime | None = None
) -> Baseline:
    """Note the usual pay of the three months before the course; told again, it corrects."""
    at = at or timezone.now()
    had = _asked(enrollment, by=by)
    if not has_consented(enrollment.person):
        raise refusals.NoConsent
    if had and had.record:
        correct_wage(had.record, pay=pay, by=by, at=at)
        had.refresh_from_db()
        return had
    asked_on = timezone.localdate(enrollment.enrolled_at or enrollment.applied_at)
    record = append(
        enrollment.person,
        pay=pay,
        period=rules.months_before(asked_on, rules.BASELINE_MONTHS),
        by=by,
        source=WageRecord.Source.SELF,
        purpose=WageRecord.Purpose.BASELINE,
        enrollment=enrollment,
        at=at,
    )
    return _note(enrollment, Baseline.Answer.TOLD, by=by, at=at, record=record)


@transaction.atomic
def note_no_work(
    enrollment: Enrollment, *, by: Actor, at: datetime | None = None
) -> Baseline:
    """There was no paid work before the course: known, and not the same as unknown."""
    at = at or timezone.now()
    _asked(enrollment, by=by)
    if not has_consented(enrollment.person):
        raise refusals.NoConsent
    return _note(enrollment, Baseline.Answer.NO_WORK, by=by, at=at)


@transaction.atomic
def decline_baseline(
    enrollment: Enrollment, *, by: Actor, at: datetime | None = None
) -> Baseline:
    """Remember that the person would rather not say, so that nobody asks again."""
    at = at or timezone.now()
    _asked(enrollment, by=by)
    return _note(enrollment, Baseline.Answer.DECLINED, by=by, at=at)


@transaction.atomic
def carry_baseline(
    enrollment: Enrollment, *, by: Actor, at: datetime | None = None
) -> Baseline | None:
    """Who changes the class is asked once: what she earned before the course stays so.

    None where nothing was answered in the class before; then she is asked in this one.
    """
    if enrollment.moved_from_id is None:
        return None
    before = Baseline.objects.filter(enrollment=enrollment.moved_from_id).first()
    if before is None or Baseline.objects.filter(enrollment=enrollment).exists():
        return None
    baseline = Baseline.objects.create(
        enrollment=enrollment,
        answer=before.answer,
        record=before.record,
        answered_at=before.answered_at,
    )
    journal.record(by=by, verb="wages.carry_baseline", on=baseline, at=at)
    return baseline


def _asked(enrollment: Enrollment, *, by: Actor) -> Baseline | None:
    if not can_tell(enrollment.person, by):
        raise NotPermitted
    if enrollment.status not in ASKED_WHILE:
        raise refusals.BaselineClosed
    # Two taps at once: the person's row makes them take turns.
    Person.objects.select_for_update(no_key=True).get(pk=enrollment.person_id)
    return (
        Baseline.objects.filter(enrollment=enrollment).select_related("record").first()
    )


def _note(
    enrollment: Enrollment,
    answer: Baseline.Answer,
    *,
    by: Actor,
    at: datetime,
    record: WageRecord | None = None,
) -> Baseline:
    baseline, _made = Baseline.objects.update_or_create(
        enrollment=enrollment,
        defaults={"answer": answer, "record": record, "answered_at": at},
    )
    # What was answered is for fewer readers than the journal has.
    journal.record(by=by, verb="wages.baseline", on=baseline, at=at)
    return baseline
