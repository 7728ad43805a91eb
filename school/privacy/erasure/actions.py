"""Asking to be erased, and the school's answer to it."""

from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from school.enrollment.models import Enrollment
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.notices.actions import notify
from school.people import actions as people
from school.people.access import is_self
from school.people.models import Person, User
from school.points.models import Case
from school.privacy import refusals
from school.privacy.erasure import listed
from school.privacy.erasure.sweep import sweep
from school.privacy.models import ANSWERED_WITHIN, ERASE, Erasure

Status = Erasure.Status
OPEN = (
    Enrollment.Status.APPLIED,
    Enrollment.Status.OFFERED,
    Enrollment.Status.WAITLISTED,
    Enrollment.Status.ENROLLED,
)


@transaction.atomic
def ask_for_erasure(person: Person, *, by: User) -> Erasure:
    """She asks for herself; a company or a class that she works for comes first."""
    if not is_self(person, by):
        raise NotPermitted
    # Of what she is not told yet no refusal tells her.
    _check(person, Case.objects.filter(notified_at__isnull=False))
    now = timezone.now()
    try:
        with transaction.atomic():
            erasure = Erasure.objects.create(
                person=person,
                asked_at=now,
                due_on=timezone.localdate(now + ANSWERED_WITHIN),
            )
    except IntegrityError:
        raise refusals.Asked from None
    journal.record(by=by, verb="privacy.ask_for_erasure", on=person, at=now)
    return erasure


@transaction.atomic
def withdraw_erasure(erasure: Erasure, *, by: User) -> Erasure:
    if not is_self(erasure.person, by):
        raise NotPermitted
    _settle(erasure, Status.WITHDRAWN, by=by)
    journal.record(by=by, verb="privacy.withdraw_erasure", on=erasure.person)
    return erasure


@transaction.atomic
def refuse_erasure(erasure: Erasure, *, by: User, answer: str) -> Erasure:
    _check_officer(erasure, by)
    if not answer.strip():
        raise refusals.AnswerNeeded
    _settle(erasure, Status.REFUSED, by=by, answer=answer.strip())
    journal.record(
        by=by,
        verb="privacy.refuse_erasure",
        on=erasure.person,
        reason=erasure.answer,
    )
    notify(
        erasure.person,
        kind="erasure_refused",
        context={"reason": erasure.answer},
        link=reverse("privacy:erasure"),
        by=by,
        sms=True,
    )
    return erasure


@transaction.atomic
def erase(erasure: Erasure, *, by: User) -> Erasure:
    """Carry it out. It cannot be taken back; the journal says how much went of what."""
    _check_officer(erasure, by)
    person = Person.objects.select_for_update(of=("self",)).get(pk=erasure.person_id)
    _check(person, Case.objects.all())
    _settle(erasure, Status.DONE, by=by)
    done = sweep(person)
    people.erase_identity(person, by=by, at=timezone.now())
    erasure.person = person
    journal.record(by=by, verb="privacy.erase", on=erasure.person, data=done)
    transaction.on_commit(partial(listed.note, erasure))
    return erasure


@transaction.atomic
def erase_again(person: Person, *, by: Actor) -> Erasure:
    """A backup of before has brought her back: whom the school has erased stays erased.

    Nothing is asked any more, whatever she had going on that day: it was decided.
    """
    if not by.has_perm(ERASE):
        raise NotPermitted
    now = timezone.now()
    erasure = person.erasures.waiting().first() or Erasure(
        person=person, asked_at=now, due_on=timezone.localdate(now)
    )
    erasure.status, erasure.decided_at = Status.DONE, now
    erasure.save()
    done = sweep(person)
    people.erase_identity(person, by=by, at=now)
    journal.record(by=by, verb="privacy.erase_again", on=person, data=done, at=now)
    return erasure


def _check_officer(erasure: Erasure, by: User) -> None:
    if not by.has_perm(ERASE):
        raise NotPermitted
    if is_self(erasure.person, by):
        raise refusals.OwnRequest


def _check(person: Person, cases: QuerySet[Case]) -> None:
    user = person.user
    if user and (
        user.is_staff
        or user.is_superuser
        or user.groups.exists()
        or user.company_contacts.exists()
        or user.duties.exists()
    ):
        raise refusals.WorksHere
    if person.enrollments.filter(status__in=OPEN).exists():
        raise refusals.StillInClass
    if cases.filter(person=person, status__in=Case.OPEN).exists():
        raise refusals.CaseOpen


def _settle(erasure: Erasure, status: Status, *, by: User, answer: str = "") -> None:
    """Of two answers at once one counts."""
    now = timezone.now()
    waiting = Erasure.objects.waiting().filter(pk=erasure.pk)
    if not waiting.update(status=status, decided_at=now, decided_by=by, answer=answer):
        raise refusals.NoLongerWaiting
    erasure.refresh_from_db()
