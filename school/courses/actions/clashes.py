from collections.abc import Sequence

from django.utils import timezone, translation

from school.courses import clashes
from school.courses.models import Session, Venue
from school.courses.refusals import ClassBusy, RoomTaken, TeacherBusy
from school.lib import format as written
from school.lib.errors import Refusal


def refuse_clashes(sessions: Sequence[Session]) -> None:
    """Raise for the first evening whose class, room or teacher is taken."""
    # Two plans that want the same room wait for each other at the venue.
    list(
        Venue.objects.select_for_update().filter(
            pk__in={session.venue_id for session in sessions}
        )
    )
    for clash in clashes.find(sessions):
        raise refusal_of(clash)


def refusal_of(clash: clashes.Clash) -> Refusal:
    """The clash in words, for who plans."""
    session = clash.session
    day = written.day(
        timezone.localdate(session.starts_at),
        chinese=(translation.get_language() or "zh").startswith("zh"),
    )
    cohort = clash.other.cohort.name
    if clash.kind == "class":
        return ClassBusy(day=day, cohort=cohort)
    if clash.kind == "room":
        room = f"{session.venue} {session.room}".strip()
        return RoomTaken(day=day, cohort=cohort, room=room)
    return TeacherBusy(day=day, cohort=cohort, teacher=str(session.teacher))
