from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment import access, signals
from school.enrollment.actions.offers import move_waitlist
from school.enrollment.actions.step import fresh, take, tell
from school.enrollment.line import line_of
from school.enrollment.models import Enrollment
from school.enrollment.places import held, held_with_lines
from school.enrollment.rules import TRANSITIONS
from school.journal.actors import Actor
from school.lib.errors import NotPermitted


@transaction.atomic
def complete(
    enrollment: Enrollment, *, by: Actor, at: datetime | None = None
) -> Enrollment:
    """The trainee has done all that the pass rule asks.

    The places they wait for in other classes of the course go to others.
    """
    _end(enrollment, "complete", by=by, at=at, hold=held_with_lines)
    at = enrollment.ended_at or timezone.now()
    _leave_other_lines(enrollment, by=by, at=at)
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
        at=at,
        reason=reason,
    )


def _end(
    enrollment: Enrollment,
    verb: str,
    *,
    by: Actor,
    at: datetime | None,
    reason: str = "",
    hold: Callable[[int], Cohort] = held,
) -> Enrollment:
    if not access.can_complete(by, enrollment):
        raise NotPermitted
    hold(enrollment.cohort_id)
    at = at or timezone.now()
    return take(fresh(enrollment), verb, by=by, at=at, reason=reason, ended_at=at)


def _leave_other_lines(enrollment: Enrollment, *, by: Actor, at: datetime) -> None:
    person = enrollment.person
    sources, _target = TRANSITIONS["complete_elsewhere"]
    waits = Enrollment.objects.filter(
        person=person,
        status__in=sources,
        cohort__edition__course=enrollment.cohort.edition.course_id,
    ).select_related("person__user", "cohort")
    for cohort_id in list(waits.order_by("cohort").values_list("cohort", flat=True)):
        cohort = held(cohort_id)
        # Read again under the lock; nobody applies twice for one class.
        other = waits.filter(cohort=cohort).first()
        if other is None:
            continue
        held_seat = other.status in Enrollment.SEATED
        before = line_of(cohort.pk, also=other.pk)
        take(other, "complete_elsewhere", by=by, at=at, ended_at=at)
        tell(other, "course_completed", by=by, at=at, sms=False)
        if held_seat:
            signals.seat_freed.send(sender=Enrollment, enrollment=other, by=by, at=at)
        move_waitlist(cohort, at=at, before=None if held_seat else before)
