from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from school.enrollment.models import Enrollment
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.models import Person
from school.wages import refusals, rules
from school.wages.access import can_tell, has_consented, may_correct
from school.wages.models import Baseline, FollowUp, Payslip, WageRecord


@transaction.atomic
def record_wage(
    person: Person,
    *,
    pay: rules.Pay,
    period: tuple[date, date],
    by: Actor,
    source: str = WageRecord.Source.SELF,
    purpose: str = WageRecord.Purpose.OTHER,
    enrollment: Enrollment | None = None,
    at: datetime | None = None,
) -> WageRecord:
    """Note what a person earned in a period, first day to last."""
    at = at or timezone.now()
    if not can_tell(person, by):
        raise NotPermitted
    if not has_consented(person):
        raise refusals.NoConsent
    record = append(
        person,
        pay=pay,
        period=period,
        by=by,
        source=source,
        purpose=purpose,
        enrollment=enrollment,
        at=at,
    )
    journal.record(by=by, verb="wages.record", on=record, at=at)
    return record


@transaction.atomic
def correct_wage(
    record: WageRecord, *, pay: rules.Pay, by: Actor, at: datetime | None = None
) -> WageRecord:
    """Put a new record in the place of one that was wrong; the wrong one is kept."""
    at = at or timezone.now()
    if not can_tell(record.person, by):
        raise NotPermitted
    if not may_correct(record, by):
        raise refusals.TheirWord
    if not has_consented(record.person):
        raise refusals.NoConsent
    # Two corrections at once: the person's row makes them take turns.
    Person.objects.select_for_update(no_key=True).get(pk=record.person_id)
    if WageRecord.objects.filter(supersedes=record).exists():
        raise refusals.AlreadyCorrected
    corrected = append(
        record.person,
        pay=pay,
        period=(record.period_start, record.period_end),
        by=by,
        source=record.source,
        purpose=record.purpose,
        enrollment=record.enrollment,
        supersedes=record,
        at=at,
    )
    Baseline.objects.filter(record=record).update(record=corrected)
    FollowUp.objects.filter(record=record).update(record=corrected)
    Payslip.objects.filter(record=record).update(record=corrected)
    journal.record(
        by=by,
        verb="wages.correct",
        on=corrected,
        data={"supersedes": record.code},
        at=at,
    )
    return corrected


def append(
    person: Person,
    *,
    pay: rules.Pay,
    period: tuple[date, date],
    by: Actor,
    source: str,
    purpose: str,
    enrollment: Enrollment | None,
    at: datetime,
    supersedes: WageRecord | None = None,
) -> WageRecord:
    """A part of other verbs' transactions: they ask who may, this asks what can be so."""
    if pay.amount_fen <= 0 or pay.quantity_hundredths <= 0:
        raise refusals.NotASum
    most = rules.MOST_A_MONTH.get(pay.unit, 1)
    if pay.quantity_hundredths > most * rules.HUNDREDTHS:
        raise refusals.TooMany(most=most)
    start, end = period
    if end < start:
        raise refusals.PeriodBackwards
    if end > timezone.localdate(at):
        raise refusals.PeriodNotOver
    record = unsaved(
        person,
        pay=pay,
        period=period,
        by=by,
        source=source,
        purpose=purpose,
        enrollment=enrollment,
        at=at,
        supersedes=supersedes,
    )
    record.save(force_insert=True)
    return record


def unsaved(
    person: Person,
    *,
    pay: rules.Pay,
    period: tuple[date, date],
    by: Actor,
    source: str,
    at: datetime,
    purpose: str = WageRecord.Purpose.OTHER,
    enrollment: Enrollment | None = None,
    supersedes: WageRecord | None = None,
) -> WageRecord:
    start, end = period
    return WageRecord(
        person=person,
        enrollment=enrollment,
        purpose=purpose,
        period_start=start,
        period_end=end,
        amount_fen=pay.amount_fen,
        unit=pay.unit,
        quantity_hundredths=pay.quantity_hundredths,
        basis=pay.basis,
        source=source,
        employer=pay.employer,
        supersedes=supersedes,
        actor_label=str(by)[:120],
        at=at,
    )
