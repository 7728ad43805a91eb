"""The word to a class when one of its evenings changes."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from school.courses.actions.telling import (
    Moved,
    words_of_cancelled,
    words_of_edition,
    words_of_move,
)
from school.courses.models import Cohort, Duty, Session
from school.enrollment.actions.step import tell
from school.enrollment.models import Enrollment
from school.journal.actors import Actor

Status = Enrollment.Status
CONCERNED = [Status.APPLIED, Status.WAITLISTED, Status.OFFERED, Status.ENROLLED]


def tell_of_change(
    session: Session, *, by: Actor, at: datetime, reason: str, moved: Moved | None
) -> None:
    """Moved, made up for or cancelled: nobody should stand before a locked door, so by SMS too."""
    kind, words = (
        "session_changed",
        {
            "venue": f"{session.venue} {session.room}".strip(),
            "is_make_up": session.makes_up_id is not None,
        },
    )
    if session.status == Session.Status.CANCELLED:
        kind, words = "evening_cancelled", words_of_cancelled(session)
    elif moved:
        kind, words = "evening_moved", words_of_move(session, moved)
    _tell_roll(session, kind, by=by, at=at, sms=True, reason=reason, **words)


def tell_of_teacher(session: Session, *, by: Actor, at: datetime) -> None:
    words = {
        "venue": f"{session.venue} {session.room}".strip(),
        "teacher": str(session.teacher),
    }
    _tell_roll(session, "session_changed", by=by, at=at, sms=False, **words)


def tell_of_new_plan(cohort: Cohort, *, by: Actor, at: datetime) -> None:
    """All evenings at once: one word for them, where the class's page has every date."""
    for enrollment in told_of_evenings(cohort.pk):
        tell(
            enrollment,
            "session_changed",
            by=by,
            at=at,
            title={"zh": "所有课次重新排过", "en": "All evenings are planned anew"},
        )


def tell_of_edition(cohort: Cohort, *, by: Actor, at: datetime) -> None:
    """Also who waits, or holds an offer: it is what they say yes to."""
    words = words_of_edition(cohort)
    concerned = Enrollment.objects.filter(cohort=cohort, status__in=CONCERNED)
    for enrollment in concerned.select_related("person__user", "cohort"):
        tell(enrollment, "edition_changed", by=by, at=at, **words)


def _tell_roll(
    session: Session, kind: str, *, by: Actor, at: datetime, sms: bool, **more: Any
) -> None:
    evening = session.evening
    for enrollment in told_of_evenings(session.cohort_id):
        tell(
            enrollment,
            kind,
            by=by,
            at=at,
            sms=sms,
            title={"zh": evening.title_zh, "en": evening.title_en},
            starts_at=session.starts_at,
            **more,
        )


def told_of_evenings(cohort_id: int) -> QuerySet[Enrollment]:
    """Whoever teaches there is told as a teacher."""
    staff = Duty.objects.filter(cohort=cohort_id, kind__in=Duty.TEACHING)
    return (
        Enrollment.objects.on_roll()
        .filter(cohort=cohort_id)
        .exclude(person__user__in=staff.values("user_id"))
        .select_related("person__user", "cohort")
    )
