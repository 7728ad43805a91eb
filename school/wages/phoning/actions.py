from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.wages import refusals
from school.wages.access import agrees_to
from school.wages.actions.follow_ups import check_to_ask
from school.wages.models import Call, FollowUp
from school.wages.phoning import rules
from school.wages.phoning.refusals import NotADayToCall
from school.wages.rules import REMIND_AFTER

IN_VAIN = Q(calls__outcome=Call.Outcome.NOT_REACHED)


def to_phone(*, on: date) -> QuerySet[FollowUp]:
    """Whom no message made answer, and whose next call is not put off; with the tries."""
    not_put_off = Q(again_on=None) | Q(again_on__lte=on)
    return _unanswered(on=on).filter(not_put_off).order_by("due_on", "pk")


def next_call(*, on: date) -> date | None:
    """The first day after this one on which somebody is to be phoned again, as agreed so far."""
    later = _unanswered(on=on).filter(again_on__gt=on)
    return later.aggregate(first=Min("again_on"))["first"]


def _unanswered(*, on: date) -> QuerySet[Any]:
    """With the `tries` in vain, and the day agreed for the next (`again_on`)."""
    # The last call's day stands in the place of every day agreed before.
    calls = Call.objects.filter(follow_up=OuterRef("pk")).order_by("-at", "-pk")
    due = FollowUp.objects.to_answer(on=on).filter(
        status=FollowUp.Status.SCHEDULED,
        times_told__gte=len(REMIND_AFTER),
        notified_at__date__lte=on - timedelta(days=rules.DAYS_TO_ANSWER),
    )
    tries = Count("calls", filter=IN_VAIN)
    return due.annotate(tries=tries, again_on=Subquery(calls.values("again_on")[:1]))


@transaction.atomic
def note_call(
    follow_up: FollowUp,
    *,
    outcome: str,
    by: Actor,
    note: str = "",
    again_on: date | None = None,
    at: datetime | None = None,
) -> Call:
    """A call without an answer: whether she works stays unknown, which is not out of work.

    In vain too often, it is given up; she may still answer by herself.
    """
    at = at or timezone.now()
    today = timezone.localdate(at)
    _may_call(follow_up, by=by)
    locked = FollowUp.objects.select_for_update(of=("self",), no_key=True)
    follow_up = locked.get(pk=follow_up.pk)
    check_to_ask(follow_up, at=at)
    in_vain = outcome == Call.Outcome.NOT_REACHED
    tries = FollowUp.objects.filter(IN_VAIN, pk=follow_up.pk).count() + 1
    again_on = _again(again_on, tries=tries, today=today) if in_vain else None
    call = Call.objects.create(
        follow_up=follow_up,
        outcome=outcome,
        note=note,
        again_on=again_on,
        actor_label=str(by)[:120],
        at=at,
    )
    _settle(follow_up, in_vain=in_vain, tries=tries)
    journal.record(
        by=by,
        verb="wages.call",
        on=follow_up,
        reason=note,
        data={"outcome": outcome, "tries": tries if in_vain else tries - 1},
        at=at,
    )
    return call


def _may_call(follow_up: FollowUp, *, by: Actor) -> None:
    if not by.has_perm("wages.answer_followup"):
        raise NotPermitted
    if not agrees_to(follow_up):
        raise refusals.NoConsent


def _again(chosen: date | None, *, tries: int, today: date) -> date | None:
    if chosen is None or rules.is_last(tries):
        return rules.again_on(tries, today=today)
    if not today < chosen <= today + rules.LATEST_AGAIN:
        raise NotADayToCall(days=rules.LATEST_AGAIN.days)
    return chosen


def _settle(follow_up: FollowUp, *, in_vain: bool, tries: int) -> None:
    """Under the row's lock."""
    if not in_vain:
        follow_up.status = FollowUp.Status.DECLINED
    elif rules.is_last(tries):
        follow_up.status = FollowUp.Status.UNREACHED
    follow_up.save(update_fields=["status"])
