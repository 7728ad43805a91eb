"""Marks that came too late: what was done about them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.assessment import refusals
from school.assessment.access import can_release
from school.assessment.models import Marking
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted


@transaction.atomic
def settle_strays(
    marking: Marking, *, by: Actor, reason: str, at: datetime | None = None
) -> int:
    """Say what was done about marks that came too late; they stay, and count nowhere."""
    now = at or timezone.now()
    if not can_release(by):
        raise NotPermitted
    count = marking.stray_marks.open().update(settled_at=now)
    if not count:
        raise refusals.NothingStray
    journal.record(
        by=by,
        verb="assessment.settle_strays",
        on=marking,
        reason=reason,
        data={"marks": count},
        at=now,
    )
    return count
