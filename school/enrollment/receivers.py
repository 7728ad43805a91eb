from datetime import datetime
from typing import Any

from django.dispatch import receiver

from school.courses import signals
from school.courses.actions.telling import Moved
from school.courses.models import Cohort, Session
from school.enrollment import actions
from school.enrollment.actions.deferral import tell_of_opening
from school.enrollment.actions.evenings import (
    tell_of_change,
    tell_of_edition,
    tell_of_new_plan,
    tell_of_teacher,
)
from school.journal.actors import Actor


@receiver(signals.seats_changed)
def seats_changed(cohort: Cohort, by: Actor, at: datetime, **_signal: Any) -> None:
    actions.respect_seats(cohort, by=by, at=at)


@receiver(signals.enrollment_opened)
def enrollment_opened(cohort: Cohort, by: Actor, at: datetime, **_signal: Any) -> None:
    tell_of_opening(cohort, by=by, at=at)


@receiver(signals.cohort_started)
def cohort_started(cohort: Cohort, by: Actor, at: datetime, **_signal: Any) -> None:
    actions.close_waitlist(cohort, by=by, at=at)


@receiver(signals.cohort_completed)
def cohort_completed(cohort: Cohort, **_signal: Any) -> None:
    actions.refuse_unfinished(cohort)


@receiver(signals.cohort_cancelled)
def cohort_cancelled(
    cohort: Cohort, by: Actor, at: datetime, reason: str, **_signal: Any
) -> None:
    actions.release_all(cohort, by=by, at=at, reason=reason)


@receiver(signals.session_changed)
def session_changed(
    session: Session,
    by: Actor,
    at: datetime,
    reason: str,
    moved: Moved | None,
    **_signal: Any,
) -> None:
    tell_of_change(session, by=by, at=at, reason=reason, moved=moved)


@receiver(signals.replanned)
def replanned(cohort: Cohort, by: Actor, at: datetime, **_signal: Any) -> None:
    tell_of_new_plan(cohort, by=by, at=at)


@receiver(signals.teacher_replaced)
def teacher_replaced(session: Session, by: Actor, at: datetime, **_signal: Any) -> None:
    tell_of_teacher(session, by=by, at=at)


@receiver(signals.edition_changed)
def edition_changed(cohort: Cohort, by: Actor, at: datetime, **_signal: Any) -> None:
    tell_of_edition(cohort, by=by, at=at)
