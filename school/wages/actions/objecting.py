"""What a worker says against a sum that another has told of her, and what the desk answers."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.notices.actions import notify
from school.people.access import is_self
from school.people.models import Person, User
from school.wages import refusals, rules
from school.wages.actions.records import correct_wage, record_wage
from school.wages.models import Objection, WageRecord

ANSWER = "wages.answer_objection"


@transaction.atomic
def object_to(
    record: WageRecord, *, words: str = "", by: Actor, at: datetime | None = None
) -> Objection:
    """Say that it is not so: it stays, marked, and counts in no figure from now on."""
    at = at or timezone.now()
    _held(record, by=by)
    if record.source == WageRecord.Source.SELF or _is_replaced(record):
        raise refusals.NothingToObject
    objection, _made = Objection.objects.update_or_create(
        record=record,
        defaults={
            "words": words.strip(),
            "at": at,
            "withdrawn_at": None,
            "answer": "",
            "answered_at": None,
        },
    )
    # What she says is for fewer readers than the journal has.
    journal.record(by=by, verb="wages.object", on=record, at=at)
    return objection


@transaction.atomic
def take_objection_back(
    record: WageRecord, *, by: Actor, at: datetime | None = None
) -> WageRecord:
    at = at or timezone.now()
    _held(record, by=by)
    standing = Objection.objects.filter(record=record, withdrawn_at=None)
    if not standing.update(withdrawn_at=at):
        raise refusals.NoObjection
    journal.record(by=by, verb="wages.unobject", on=record, at=at)
    return record


@transaction.atomic
def answer_objection(
    objection: Objection, *, answer: str, by: User, at: datetime | None = None
) -> Objection:
    """Tell the worker what the desk found; whether the sum counts stays her word."""
    at = at or timezone.now()
    record = objection.record
    if not by.has_perm(ANSWER) or is_self(record.person, by):
        raise NotPermitted
    # As she does: the person's row makes an answer and a taking back take turns.
    Person.objects.select_for_update(no_key=True).get(pk=record.person_id)
    objection = Objection.objects.select_related("record__person").get(pk=objection.pk)
    if not Objection.objects.waiting().filter(pk=objection.pk).exists():
        raise refusals.ObjectionOver
    objection.answer, objection.answered_at = answer.strip(), at
    objection.save(update_fields=["answer", "answered_at"])
    journal.record(by=by, verb="wages.answer_objection", on=record, at=at)
    notify(
        record.person,
        kind="objection_answered",
        context={"reason": objection.answer},
        link=reverse("wages:mine"),
        by=by,
        at=at,
    )
    return objection


@transaction.atomic
def tell_beside(
    record: WageRecord, *, pay: rules.Pay, by: Actor, at: datetime | None = None
) -> WageRecord:
    """One's own word about the days of another's record; told again, it corrects itself."""
    _held(record, by=by)
    if record.source == WageRecord.Source.SELF:
        raise refusals.NothingToObject
    # Of the same work, so that only one of the two counts.
    pay = replace(pay, employer=record.employer)
    own = beside(record)
    if own:
        return correct_wage(own, pay=pay, by=by, at=at)
    days = (record.period_start, record.period_end)
    return record_wage(record.person, pay=pay, period=days, by=by, at=at)


def beside(record: WageRecord) -> WageRecord | None:
    """The worker's own word about the same days and work."""
    own = WageRecord.objects.standing().filter(
        person=record.person_id,
        source=WageRecord.Source.SELF,
        purpose=WageRecord.Purpose.OTHER,
        period_start=record.period_start,
        period_end=record.period_end,
        employer__in=["", record.employer],
    )
    return own.first()


def _held(record: WageRecord, *, by: Actor) -> None:
    """Two presses at once: the person's row makes them take turns."""
    if not is_self(record.person, by):
        raise NotPermitted
    Person.objects.select_for_update(no_key=True).get(pk=record.person_id)


def _is_replaced(record: WageRecord) -> bool:
    return WageRecord.objects.filter(supersedes=record).exists()
