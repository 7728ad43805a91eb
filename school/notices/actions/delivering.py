from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib import queue
from school.lib.errors import NotPermitted
from school.lib.unsent import Gone, NotSent, Refused, Unsure
from school.notices import channels, quiet, senders, tasks, wording
from school.notices.actions.devices import revoke_push
from school.notices.models import Delivery
from school.notices.refusals import IsUnderWay
from school.notices.rules import times

Status = Delivery.Status


def deliver(delivery: Delivery, *, at: datetime) -> Delivery:
    """Send a message once, if it is time.

    It is claimed before it is sent, so that no second worker sends it too. A worker
    that dies in between leaves it as "being sent": it may have gone out, and twice is
    worse than a line at the desk.
    """
    waiting = Delivery.objects.filter(pk=delivery.pk, status=Status.QUEUED)
    due = quiet.may_leave(delivery.notice, at=at)
    if due > at:
        waiting.update(due_at=due)
    elif needless := _needless(delivery, at=at):
        waiting.update(status=Status.DROPPED, problem=needless)
    elif waiting.filter(Q(due_at=None) | Q(due_at__lte=at)).update(
        status=Status.SENDING, attempts=F("attempts") + 1, tried_at=at
    ):
        delivery.refresh_from_db(fields=["attempts"])
        _send(delivery, at=at)
    delivery.refresh_from_db(
        fields=["status", "attempts", "tried_at", "due_at", "problem"]
    )
    return delivery


def _needless(delivery: Delivery, *, at: datetime) -> str:
    """Why nobody is served by sending it any more."""
    until = wording.until(delivery.notice)
    if until is not None and until < at:
        return "too late"
    return "" if channels.is_wanted(delivery) else "not wanted"


def _send(delivery: Delivery, *, at: datetime) -> None:
    try:
        senders.hand_over(delivery)
    except Gone as error:
        _settle(delivery, Status.DROPPED, error.code)
        if device := channels.device_of(delivery):
            revoke_push(device, by=SYSTEM, at=at)
    except (Refused, Unsure, TimeoutError) as error:
        _settle(delivery, Status.FAILED, _named(error))
    except (NotSent, OSError) as error:
        if delivery.attempts >= times.MOST_ATTEMPTS:
            _settle(delivery, Status.FAILED, _named(error))
            return
        again = at + times.wait_after(delivery.attempts)
        due = quiet.may_leave(delivery.notice, at=again)
        _settle(delivery, Status.QUEUED, _named(error), due_at=due)
    else:
        _settle(delivery, Status.SENT, "", due_at=None)


def _settle(
    delivery: Delivery, status: str, problem: str, *, due_at: datetime | None = None
) -> None:
    delivery.status, delivery.problem, delivery.due_at = status, problem[:60], due_at
    delivery.save(update_fields=["status", "problem", "due_at"])


def _named(error: Exception) -> str:
    # The code or the class alone: a gateway's sentence may hold the number.
    return error.code if isinstance(error, NotSent) else type(error).__name__


def retry(*, at: datetime) -> int:
    """Queue what is due: put off, to be tried again, or lost on its way to the worker."""
    due = Delivery.objects.filter(status=Status.QUEUED).filter(
        Q(due_at__lte=at - times.QUEUE_AFTER)
        | Q(due_at__lte=at, due_at__gt=F("notice__sent_at"))
        | Q(due_at=None, notice__sent_at__lte=at - times.QUEUE_AFTER)
    )
    found = list(due.order_by("due_at", "pk").values_list("pk", flat=True))
    for pk in found:
        queue.enqueue(tasks.deliver, pk)
    return len(found)


@transaction.atomic
def resend(delivery: Delivery, *, by: Actor, at: datetime | None = None) -> Delivery:
    """Begin anew with one that was given up, or whose worker died.

    Only a person decides that it may go out a second time.
    """
    if not by.has_perm("notices.change_delivery"):
        raise NotPermitted
    at = at or timezone.now()
    lost = Q(status=Status.SENDING, tried_at__lt=at - times.LOST_AFTER)
    stopped = Delivery.objects.filter(Q(status=Status.FAILED) | lost, pk=delivery.pk)
    if not stopped.update(status=Status.QUEUED, attempts=0, due_at=at):
        raise IsUnderWay
    before = delivery.status
    delivery.refresh_from_db()
    journal.record(
        by=by, verb="notices.resend", on=delivery, data={"from": before}, at=at
    )
    queue.enqueue(tasks.deliver, delivery.pk)
    return delivery
