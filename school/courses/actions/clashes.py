from collections.abc import Sequence

from django.utils import timezone, translation

from school.courses import rules
from school.courses.models import Cohort, Session, Venue
from school.courses.refusals import RoomTaken, TeacherBusy
from school.lib import format as written


def refuse_clashes(sessions: Sequence[Session]) -> None:
    """Raise for the first evening whose room or teacher is taken, in one query for all."""
    # Two plans that want the same room wait for each other at the venue.
    list(
        Venue.objects.select_for_update().filter(
            pk__in={session.venue_id for session in sessions}
        )
    )
    held = (
        Session.objects.planned()
        .exclude(pk__in=[session.pk for session in sessions if session.pk])
        .exclude(cohort__status=Cohort.Status.CANCELLED)
        .overlapping(
            min(session.starts_at for session in sessions),
            max(session.ends_at for session in sessions),
        )
        .select_related("cohort", "teacher")
    )
    others = list(held)
    for session in sessions:
        for other in others:
            if other.starts_at < session.ends_at and session.starts_at < other.ends_at:
                _refuse_clash(session, other)


def _refuse_clash(session: Session, other: Session) -> None:
    clash = rules.clashes(_booking(session), _booking(other))
    if not clash:
        return
    day = written.day(
        timezone.localdate(session.starts_at),
        chinese=(translation.get_language() or "zh").startswith("zh"),
    )
    cohort = other.cohort.name
    if clash == "room":
        raise RoomTaken(
            day=day, cohort=cohort, room=f"{session.venue} {session.room}".strip()
        )
    raise TeacherBusy(day=day, cohort=cohort, teacher=str(session.teacher))


def _booking(session: Session) -> rules.Booking:
    return rules.Booking(session.venue_id, session.room, session.teacher_id)
