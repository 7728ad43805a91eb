from datetime import datetime
from typing import Any

from django.dispatch import receiver

from school.courses import signals
from school.courses.models import Cohort
from school.enrollment import actions
from school.journal.actors import Actor


@receiver(signals.seats_changed)
def seats_changed(cohort: Cohort, by: Actor, at: datetime, **_signal: Any) -> None:
    actions.respect_seats(cohort, by=by, at=at)


@receiver(signals.cohort_started)
def cohort_started(cohort: Cohort, by: Actor, at: datetime, **_signal: Any) -> None:
    actions.close_waitlist(cohort, by=by, at=at)


@receiver(signals.cohort_cancelled)
def cohort_cancelled(
    cohort: Cohort, by: Actor, at: datetime, reason: str, **_signal: Any
) -> None:
    actions.release_all(cohort, by=by, at=at, reason=reason)
