"""Pay that is owed: told by the worker, and followed to its end if she asks for it."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.lib.one_by_one import one_by_one
from school.people.access import is_self
from school.people.models import Person
from school.wages.models import OwedPay, OwedStep
from school.wages.owed import refusals, rules
from school.wages.owed.telling import tell_desk, tell_worker

MEDIATE = "wages.mediate_owedpay"


@transaction.atomic
def tell_owed(
    person: Person,
    *,
    employer: str,
    since: date,
    by: Actor,
    amount_fen: int | None = None,
    words: str = "",
    at: datetime | None = None,
) -> OwedPay:
    """Note what she says; nobody is told of it."""
    at = at or timezone.now()
    if not is_self(person, by):
        raise NotPermitted
    if since > timezone.localdate(at):
        raise refusals.OwedLater
    # Two taps at once: the second waits here and sees the first.
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    told = OwedPay.objects.filter(person=person, employer=employer)
    if told.exclude(status__in=rules.OVER).exists():
        raise refusals.ToldAlready
    owed = OwedPay.objects.create(
        person=person,
        employer=employer,
        since=since,
        amount_fen=amount_fen,
        words=words,
        told_at=at,
    )
    journal.record(by=by, verb="wages.tell_owed", on=owed, at=at)
    return owed


@transaction.atomic
def ask_for_help(owed: OwedPay, *, by: Actor, at: datetime | None = None) -> OwedPay:
    """Her word that the school may speak to the company, and of what."""
    at = at or timezone.now()
    owed = _step(owed, rules.ASK, by=by, at=at)
    tell_desk(owed, by=by, at=at)
    return owed


@transaction.atomic
def say_paid(owed: OwedPay, *, by: Actor, at: datetime | None = None) -> OwedPay:
    return _step(owed, rules.PAY, by=by, at=at or timezone.now())


@transaction.atomic
def say_not_come(owed: OwedPay, *, by: Actor, at: datetime | None = None) -> OwedPay:
    """It was noted as paid, by whomever: it goes on from where she asked for help, if she did."""
    at = at or timezone.now()
    owed = _step(owed, rules.NOT_COME, by=by, at=at)
    if owed.status in rules.IN_HAND:
        tell_desk(owed, by=by, at=at)
    return owed


@transaction.atomic
def take_back(owed: OwedPay, *, by: Actor, at: datetime | None = None) -> OwedPay:
    """She wants no more of it: from then on nobody speaks to the company."""
    return _step(owed, rules.WITHDRAW, by=by, at=at or timezone.now())


@transaction.atomic
def mediate(
    owed: OwedPay,
    *,
    kind: str,
    words: str,
    by: Actor,
    on: date | None = None,
    look_on: date | None = None,
    at: datetime | None = None,
) -> OwedPay:
    """A step of the desk's, which the worker reads."""
    at = at or timezone.now()
    if not by.has_perm(MEDIATE) or is_self(owed.person, by) or kind not in rules.DESKS:
        raise NotPermitted
    if not words.strip():
        raise refusals.StepWordsNeeded
    owed = _locked(owed)
    if kind not in rules.open_to_desk(owed.status):
        raise refusals.OverAlready(status=owed.get_status_display())
    _check_day(owed, on or timezone.localdate(at), at=at)
    _append(owed, kind, by=by, at=at, on=on, words=words.strip(), look_on=look_on)
    tell_worker(owed, kind, by=by, at=at)
    return owed


def remind_of_owed(*, at: datetime | None = None, by: Actor = SYSTEM) -> int:
    """Tell the desk, once for each day named, of what it has let lie."""
    at = at or timezone.now()
    if by is not SYSTEM:
        raise NotPermitted
    late = OwedPay.objects.filter(
        look_on__lt=timezone.localdate(at), reminded_at=None
    ).select_related("person")
    return sum(one_by_one(late.order_by("pk"), lambda owed: _remind(owed, at=at)))


@transaction.atomic
def _remind(owed: OwedPay, *, at: datetime) -> int:
    waits = OwedPay.objects.filter(pk=owed.pk, reminded_at=None, look_on=owed.look_on)
    if not waits.update(reminded_at=at):
        return 0
    journal.record(by=SYSTEM, verb="wages.remind_of_owed", on=owed, at=at)
    tell_desk(owed, by=SYSTEM, at=at, is_late=True)
    return 1


def _step(owed: OwedPay, kind: str, *, by: Actor, at: datetime) -> OwedPay:
    """A step of her own."""
    if not is_self(owed.person, by):
        raise NotPermitted
    owed = _locked(owed)
    if not rules.is_legal(kind, status=owed.status):
        raise refusals.OverAlready(status=owed.get_status_display())
    _append(owed, kind, by=by, at=at)
    return owed


def _locked(owed: OwedPay) -> OwedPay:
    rows = OwedPay.objects.select_for_update(of=("self",))
    return rows.select_related("person").get(pk=owed.pk)


def _check_day(owed: OwedPay, on: date, *, at: datetime) -> None:
    last = owed.steps.latest("pk")
    if not last.on <= on <= timezone.localdate(at):
        raise refusals.NotADayOfStep


def _append(
    owed: OwedPay,
    kind: str,
    *,
    by: Actor,
    at: datetime,
    on: date | None = None,
    words: str = "",
    look_on: date | None = None,
) -> None:
    """Under the row's lock: the step, where it leads, and when the desk looks again."""
    today = timezone.localdate(at)
    was_asked = owed.steps.filter(kind=rules.ASK).exists()
    owed.status = rules.after(kind, was_asked=was_asked)
    owed.look_on = _look_on(look_on, status=owed.status, today=today)
    owed.reminded_at = None
    owed.save(update_fields=["status", "look_on", "reminded_at"])
    OwedStep.objects.create(
        owed=owed,
        kind=kind,
        on=on or today,
        words=words,
        actor_label=str(by)[:120],
        at=at,
    )
    journal.record(by=by, verb="wages.step_owed", on=owed, data={"step": kind}, at=at)


def _look_on(chosen: date | None, *, status: str, today: date) -> date | None:
    if status not in rules.IN_HAND:
        return None
    if chosen is None:
        return rules.look_again(status, today=today)
    if not today < chosen <= today + rules.LATEST_LOOK:
        raise refusals.NotADayToLook(days=rules.LATEST_LOOK.days)
    return chosen
