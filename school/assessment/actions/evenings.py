"""What evenings of lessons must respect of the evenings of stations."""

from collections.abc import Sequence

from django.utils import timezone

from school.assessment.engagements import examiners_at, with_examiners
from school.assessment.models import Slot
from school.assessment.refusals.planning import RoomOfStation, TeacherExamines
from school.courses.models import Session
from school.ui.templatetags.ui import evening


def refuse_over_stations(sessions: Sequence[Session]) -> None:
    """Refuse an evening in a room where another class is examined, or by who examines then."""
    first = min(one.starts_at for one in sessions)
    last = max(one.ends_at for one in sessions)
    slots = Slot.objects.filter(starts_at__lt=last, ends_at__gt=first)
    about = list(with_examiners(slots.select_related("lane__day__cohort")))
    for session in sessions:
        for slot in about:
            is_own = slot.lane.day.cohort_id == session.cohort_id
            is_apart = (
                slot.ends_at <= session.starts_at or session.ends_at <= slot.starts_at
            )
            if not is_own and not is_apart:
                _refuse(session, slot)


def _refuse(session: Session, slot: Slot) -> None:
    day = slot.lane.day
    words = {
        "when": evening(timezone.localtime(slot.starts_at)),
        "cohort": day.cohort.name,
    }
    is_there = session.venue_id == day.venue_id and session.room == slot.lane.room
    if session.room and is_there:
        raise RoomOfStation(room=f"{day.venue} {session.room}", **words)
    if session.teacher in examiners_at(slot):
        raise TeacherExamines(teacher=str(session.teacher), **words)
