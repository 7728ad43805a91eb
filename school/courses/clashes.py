"""What stands in the way of an evening: a room, a teacher or the class itself is taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone, translation

from school.courses import rules
from school.courses.models import Session
from school.courses.refusals import ClassBusy, RoomTaken, TeacherBusy
from school.lib import format as written
from school.lib.errors import Refusal


@dataclass(frozen=True, slots=True)
class Clash:
    """`kind` is "class", "room" or "teacher", `other` the evening that has it."""

    session: Session
    other: Session
    kind: str

    def refusal(self) -> Refusal:
        """What to say to who plans."""
        session = self.session
        day = written.day(
            timezone.localdate(session.starts_at),
            chinese=(translation.get_language() or "zh").startswith("zh"),
        )
        cohort = self.other.cohort.name
        if self.kind == "class":
            return ClassBusy(day=day, cohort=cohort)
        if self.kind == "room":
            room = f"{session.venue} {session.room}".strip()
            return RoomTaken(day=day, cohort=cohort, room=room)
        return TeacherBusy(day=day, cohort=cohort, teacher=str(session.teacher))


def find(
    sessions: Sequence[Session], *, falling_away: Sequence[Session] = ()
) -> list[Clash]:
    """Every clash of the evenings with what stands already, in one query for all."""
    if not sessions:
        return []
    others = list(
        Session.objects.standing()
        .exclude(pk__in=[one.pk for one in (*sessions, *falling_away) if one.pk])
        .overlapping(
            min(session.starts_at for session in sessions),
            max(session.ends_at for session in sessions),
        )
        .select_related("cohort", "evening", "teacher", "venue")
    )
    return [
        Clash(session, other, kind)
        for session in sessions
        for other in others
        if other.starts_at < session.ends_at and session.starts_at < other.ends_at
        for kind in rules.clashes(_booking(session), _booking(other))
    ]


def _booking(session: Session) -> rules.Booking:
    return rules.Booking(
        session.venue_id, session.room, session.teacher_id, session.cohort_id
    )
