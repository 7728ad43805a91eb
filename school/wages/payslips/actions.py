"""A payslip is handed in by its worker, read by the outcomes officer, and its picture forgotten."""

from datetime import date, datetime
from functools import partial
from typing import IO

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from school.certificates.external import evidence
from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.notices.actions import notify
from school.people.access import is_self
from school.people.models import Person, User
from school.wages import refusals
from school.wages.access import has_consented
from school.wages.actions.records import record_wage
from school.wages.models import Payslip, WageRecord
from school.wages.payslips import rules
from school.wages.payslips.refusals import (
    HandedInAlready,
    NotAMonth,
    NotWaiting,
    TooManyWaiting,
    WhyNeeded,
)
from school.wages.rules import Pay

Status = Payslip.Status
READ = "wages.add_wagerecord"


def hand_in_payslip(
    person: Person,
    *,
    month: date,
    file: IO[bytes],
    by: User,
    at: datetime | None = None,
) -> Payslip:
    """Keep the picture for somebody to read; nothing counts by it yet."""
    now = at or timezone.now()
    if not is_self(person, by):
        raise NotPermitted
    if not has_consented(person):
        raise refusals.NoConsent
    if month not in rules.months(timezone.localdate(now)):
        raise NotAMonth
    # Outside the transaction: unpacking a large picture takes a second.
    picture = evidence.taken(file)
    payslip = Payslip(
        person=person,
        month=month,
        media_type=picture.media_type,
        sha256=picture.sha256,
        handed_in_at=now,
    )
    payslip.file.save(picture.name, ContentFile(picture.data), save=False)
    try:
        _keep(payslip, by=by)
    except BaseException:
        payslip.file.delete(save=False)
        raise
    return payslip


@transaction.atomic
def _keep(payslip: Payslip, *, by: User) -> None:
    # One after the other: they are counted.
    Person.objects.select_for_update(no_key=True).get(pk=payslip.person_id)
    waiting = Payslip.objects.waiting().filter(person=payslip.person)
    if waiting.count() >= rules.MOST_WAITING:
        raise TooManyWaiting(most=rules.MOST_WAITING)
    try:
        with transaction.atomic():
            payslip.save(force_insert=True)
    except IntegrityError as error:
        raise HandedInAlready from error
    _record(payslip, "hand_in_payslip", by=by, at=payslip.handed_in_at)


@transaction.atomic
def read_payslip(
    payslip: Payslip, *, pay: Pay, by: User, at: datetime | None = None
) -> WageRecord:
    """Enter what stands on it, for the month it is of; the worker is told."""
    now = at or timezone.now()
    payslip = _held(payslip, by=by)
    payslip.record = record_wage(
        payslip.person,
        pay=pay,
        period=rules.month_of(payslip.month),
        source=WageRecord.Source.PAYSLIP,
        by=by,
        at=now,
    )
    _end(payslip, Status.READ, by=by, at=now)
    _record(payslip, "read_payslip", by=by, at=now)
    _tell(payslip, by=by, at=now)
    return payslip.record


@transaction.atomic
def refuse_payslip(
    payslip: Payslip, *, reason: str, by: User, at: datetime | None = None
) -> Payslip:
    """It cannot be read, or is no payslip of hers; she may hand in another."""
    now = at or timezone.now()
    payslip = _held(payslip, by=by)
    if not reason.strip():
        raise WhyNeeded
    payslip.reason = reason.strip()
    _end(payslip, Status.REFUSED, by=by, at=now)
    _record(payslip, "refuse_payslip", by=by, at=now)
    _tell(payslip, by=by, at=now)
    return payslip


@transaction.atomic
def withdraw_payslip(
    payslip: Payslip, *, by: User, at: datetime | None = None
) -> Payslip:
    """Take it back before anybody has read it: the picture is deleted at once."""
    now = at or timezone.now()
    if not is_self(payslip.person, by):
        raise NotPermitted
    payslip = _locked(payslip)
    _end(payslip, Status.WITHDRAWN, by=None, at=now)
    _delete(payslip)
    _record(payslip, "withdraw_payslip", by=by, at=now)
    return payslip


@transaction.atomic
def drop_payslips(person: Person, *, by: Actor, at: datetime) -> None:
    """With the consent to wage data go the pictures, and nobody reads what waits."""
    payslips = Payslip.objects.filter(person=person).exclude(file="")
    for payslip in payslips.select_for_update(of=("self",)).select_related("person"):
        if payslip.status == Status.WAITING:
            _end(payslip, Status.WITHDRAWN, by=None, at=at)
        _delete(payslip)
        _record(payslip, "withdraw_payslip", by=by, at=at)


@transaction.atomic
def forget_payslip_files(*, by: Actor, at: datetime | None = None) -> int:
    """Delete the pictures of what was over long ago."""
    if by is not SYSTEM:
        raise NotPermitted
    now = at or timezone.now()
    forgotten = 0
    for payslip in (
        past_payslips(now).select_for_update(of=("self",)).select_related("person")
    ):
        _delete(payslip)
        _record(payslip, "forget_payslip_files", by=by, at=now)
        forgotten += 1
    return forgotten


def past_payslips(at: datetime) -> QuerySet[Payslip]:
    over = Payslip.objects.filter(ended_at__lt=at - rules.KEPT)
    return over.exclude(file="")


def _held(payslip: Payslip, *, by: User) -> Payslip:
    if not by.has_perm(READ) or is_self(payslip.person, by):
        raise NotPermitted
    return _locked(payslip)


def _locked(payslip: Payslip) -> Payslip:
    rows = Payslip.objects.select_for_update(of=("self",)).select_related("person")
    found = rows.get(pk=payslip.pk)
    if found.status != Status.WAITING:
        raise NotWaiting(status=found.get_status_display())
    return found


def _end(payslip: Payslip, status: str, *, by: User | None, at: datetime) -> None:
    payslip.status, payslip.read_by, payslip.ended_at = status, by, at
    payslip.save(update_fields=["status", "read_by", "ended_at", "reason", "record"])


def _delete(payslip: Payslip) -> None:
    storage, name = payslip.file.storage, str(payslip.file.name)
    payslip.file = ""
    payslip.save(update_fields=["file"])
    transaction.on_commit(partial(storage.delete, name))


def _record(payslip: Payslip, verb: str, *, by: Actor, at: datetime) -> None:
    """Without why it cannot be used: more people read the journal than pay."""
    journal.record(by=by, verb=f"wages.{verb}", on=payslip, at=at)


def _tell(payslip: Payslip, *, by: User, at: datetime) -> None:
    notify(
        payslip.person,
        kind="payslip_answered",
        context={
            "month": payslip.month,
            "is_read": payslip.status == Status.READ,
            "reason": payslip.reason,
        },
        link=reverse("wages:mine"),
        by=by,
        at=at,
    )
