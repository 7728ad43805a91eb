from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.enrollment import access, signals
from school.enrollment.actions.step import fresh, take
from school.enrollment.models import Enrollment
from school.enrollment.places import held
from school.journal.actors import Actor
from school.lib.errors import NotPermitted


@transaction.atomic
def complete(
    enrollment: Enrollment, *, by: Actor, at: datetime | None = None
) -> Enrollment:
    """The trainee has done all that the pass rule asks."""
    at = at or timezone.now()
    _end(enrollment, "complete", by=by, at=at)
    signals.completed.send(sender=Enrollment, enrollment=enrollment, by=by, at=at)
    return enrollment


@transaction.atomic
def mark_not_completed(
    enrollment: Enrollment, *, by: Actor, reason: str = "", at: datetime | None = None
) -> Enrollment:
    return _end(
        enrollment,
        "mark_not_completed",
        by=by,
        at=at or timezone.now(),
        reason=reason,
    )


def _end(
    enrollment: Enrollment, verb: str, *, by: Actor, at: datetime, reason: str = ""
) -> Enrollment:
    if not access.can_complete(by, enrollment):
        raise NotPermitted
    held(enrollment.cohort_id)
    return take(fresh(enrollment), verb, by=by, at=at, reason=reason, ended_at=at)
