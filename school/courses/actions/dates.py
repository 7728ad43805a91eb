"""What the verbs about evenings have in common: the class under its lock, its first and last day."""

from datetime import datetime, time
from typing import Any

from django.utils import timezone

from school.courses import rules
from school.courses.models import Cohort, Session
from school.courses.refusals import ClassOver, EndsBeforeItBegins, TooLateForThat

BEGINS, ENDS = time(19), time(21, 25)


def held(cohort: Cohort) -> Cohort:
    """The class under its row lock, so that two plans of it do not mix."""
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if cohort.status in (Cohort.Status.COMPLETED, Cohort.Status.CANCELLED):
        raise ClassOver
    return cohort


def keep_dates(cohort: Cohort) -> None:
    """The class begins with its first evening and ends with its last.

    With every evening cancelled, it keeps the dates it had.
    """
    days = [
        timezone.localdate(moment)
        for moment in cohort.sessions.planned().values_list("starts_at", flat=True)
    ]
    if not days:
        return
    cohort.starts_on, cohort.ends_on = min(days), max(days)
    cohort.save(update_fields=["starts_on", "ends_on"])


def refuse_no_evening(starts_at: datetime, ends_at: datetime) -> None:
    """An evening may end on the next day, but it is no night and no week."""
    if not rules.is_evening(starts_at, ends_at):
        raise EndsBeforeItBegins


def refuse_past(starts_at: datetime, *, at: datetime) -> None:
    """Nobody can come to what is over."""
    if starts_at <= at:
        raise TooLateForThat


def rewrite(session: Session, fields: list[str], *, at: datetime) -> None:
    """Write what has changed of an evening, for calendars that know it already too."""
    session.revision, session.changed_at = session.revision + 1, at
    session.save(update_fields=[*fields, "revision", "changed_at"])


def facts(session: Session) -> dict[str, Any]:
    return {
        "starts_at": session.starts_at.isoformat(),
        "ends_at": session.ends_at.isoformat(),
        "venue": str(session.venue),
        "room": session.room,
    }
