from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.enrollment.models import Enrollment
from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.wages import refusals, rules
from school.wages.access import agrees_to, can_answer
from school.wages.actions.records import append
from school.wages.models import FollowUp, WageRecord
from school.wages.signals import follow_up_answered

TO_ASK = [FollowUp.Status.SCHEDULED, FollowUp.Status.UNREACHED]
OPEN = [*TO_ASK, FollowUp.Status.DECLINED]


@transaction.atomic
def schedule_follow_ups(
    enrollment: Enrollment, *, at: datetime, by: Actor = SYSTEM
) -> list[FollowUp]:
    """Put down the questions of 3, 6 and 12 months after; done again, nothing is added."""
    planned = []
    for months, day in rules.due_dates(timezone.localdate(at)).items():
        follow_up, is_new = FollowUp.objects.get_or_create(
            enrollment=enrollment,
            occasion=FollowUp.Occasion.AFTER,
            months=months,
            defaults={"due_on": day},
        )
        planned.append(follow_up)
        if is_new:
            note_scheduled(follow_up, by=by, at=at)
    return planned


def note_scheduled(follow_up: FollowUp, *, by: Actor, at: datetime) -> None:
    """A part of other verbs' transactions."""
    journal.record(
        by=by,
        verb="wages.schedule",
        on=follow_up,
        data={"due": str(follow_up.due_on)},
        at=at,
    )


@transaction.atomic
def answer_follow_up(
    follow_up: FollowUp,
    *,
    employment: str,
    by: Actor,
    workplace: str = "",
    pay: rules.Pay | None = None,
    at: datetime | None = None,
) -> FollowUp:
    """Note whether the person is in work, and the pay of the last month if it was told."""
    at = at or timezone.now()
    _may_be_answered(follow_up, by=by, at=at)
    is_employed = employment == FollowUp.Employment.EMPLOYED
    if pay is not None and not is_employed:
        raise refusals.NoPayOutOfWork
    follow_up.status = FollowUp.Status.ANSWERED
    follow_up.employment = employment
    follow_up.workplace = workplace if is_employed else ""
    follow_up.record = _pay_told(follow_up, pay, by=by, at=at) if pay else None
    follow_up.answered_at = at
    _close(follow_up)
    journal.record(
        by=by,
        verb="wages.answer",
        on=follow_up,
        at=at,
    )
    follow_up_answered.send(FollowUp, follow_up=follow_up)
    return follow_up


def _pay_told(
    follow_up: FollowUp, pay: rules.Pay, *, by: Actor, at: datetime
) -> WageRecord:
    enrollment = follow_up.enrollment
    return append(
        enrollment.person,
        pay=pay,
        period=rules.months_before(timezone.localdate(at), 1),
        by=by,
        source=WageRecord.Source.SELF,
        purpose=WageRecord.Purpose.FOLLOW_UP,
        enrollment=enrollment,
        at=at,
    )


def _may_be_answered(follow_up: FollowUp, *, by: Actor, at: datetime) -> None:
    if not can_answer(follow_up, by):
        raise NotPermitted
    if not agrees_to(follow_up):
        raise refusals.NoConsent
    check_open(follow_up, at=at)


def check_open(follow_up: FollowUp, *, at: datetime) -> None:
    today = timezone.localdate(at)
    if follow_up.status == FollowUp.Status.ANSWERED:
        raise refusals.AlreadyAnswered
    this = FollowUp.objects.filter(pk=follow_up.pk)
    has_ended = follow_up.status == FollowUp.Status.ENDED
    if has_ended or not this.without_a_place().exists():
        raise refusals.HasPlace
    if not this.worth_asking().exists():
        raise refusals.NothingToCompare
    if today < follow_up.due_on:
        raise refusals.NotDueYet(day=follow_up.due_on.isoformat())
    if not this.not_passed(on=today).exists():
        raise refusals.TooLate if follow_up.has_waited else refusals.PassedBy


def check_to_ask(follow_up: FollowUp, *, at: datetime) -> None:
    """Open to an answer, and the school may still ask for one."""
    check_open(follow_up, at=at)
    if follow_up.status == FollowUp.Status.DECLINED:
        raise refusals.Declined


def _close(follow_up: FollowUp) -> None:
    """Answered twice at once, the second is refused."""
    changed = FollowUp.objects.filter(pk=follow_up.pk, status__in=OPEN).update(
        status=follow_up.status,
        employment=follow_up.employment,
        workplace=follow_up.workplace,
        record=follow_up.record,
        answered_at=follow_up.answered_at,
    )
    if not changed:
        follow_up.refresh_from_db(fields=["status"])
        has_ended = follow_up.status == FollowUp.Status.ENDED
        raise refusals.HasPlace if has_ended else refusals.AlreadyAnswered
