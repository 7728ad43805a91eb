"""On which device a sitting is gone on with."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.assessment import refusals
from school.assessment.access import can_sit
from school.assessment.actions.exam import locked
from school.assessment.models import Attempt
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted


@transaction.atomic
def continue_exam(
    attempt: Attempt, *, by: Actor, device: str, at: datetime | None = None
) -> Attempt:
    """Go on with the sitting on this device; the one before takes no new answers."""
    now = at or timezone.now()
    attempt = locked(attempt)
    if not can_sit(by, attempt.enrollment):
        raise NotPermitted
    if attempt.status != Attempt.Status.STARTED:
        raise refusals.HandedInAlready
    if attempt.is_taken_down:
        raise refusals.TakenDown(name=str(attempt.oral.invigilator))
    if attempt.device == device:
        return attempt
    former, attempt.device, attempt.device_since = attempt.device, device, now
    attempt.save(update_fields=["device", "device_since"])
    journal.record(
        by=by,
        verb="assessment.continue_exam",
        on=attempt,
        data={"from": former, "to": device},
        at=now,
    )
    return attempt
