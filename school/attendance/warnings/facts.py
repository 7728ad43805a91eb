"""What the alarms of a class are worked out from: as many queries, however many trainees."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from school.attendance import ledger
from school.attendance.access import trainees_of
from school.attendance.models import Event
from school.attendance.rules import Beside, Presence, minutes_required
from school.attendance.signals import hours_asked
from school.attendance.warnings.rules import ABSENT, ELSEWHERE, Alarm, Past, alarms
from school.courses.models import Cohort, Session
from school.enrollment.models import Enrollment

# What nobody has noted yet.
OPEN = "open"


def alarms_of(cohort: Cohort, *, at: datetime) -> dict[Enrollment, list[Alarm]]:
    """Everyone who is in class, with what there is to call her about."""
    sessions = list(
        cohort.sessions.planned().select_related("evening").order_by("starts_at")
    )
    roll = list(
        trainees_of(cohort.pk)
        .filter(status=Enrollment.Status.ENROLLED)
        .select_related("person__user", "cohort")
    )
    events: dict[int, list[Event]] = defaultdict(list)
    for event in Event.objects.filter(session__in=sessions):
        events[event.session_id].append(event)
    seen = {session: ledger.presences(of) for session, of in events.items()}
    credited = ledger.credited_by_evening([one.pk for one in roll])
    beside = _beside(roll)
    evenings = {one.evening_id: one.evening.minutes for one in sessions}
    needed = minutes_required(
        sum(evenings.values()), cohort.edition.pass_attendance_percent
    )
    found = {}
    for enrollment in roll:
        past = _past(enrollment, sessions, seen, credited[enrollment.pk], at=at)
        ahead = _ahead(sessions, past, at=at)
        also = beside.get(enrollment.pk, Beside())
        found[enrollment] = alarms(needed, list(past.values()), ahead, also)
    return found


def _beside(roll: list[Enrollment]) -> Mapping[int, Beside]:
    """What higher apps give of hours; nothing where none does."""
    ids = [one.pk for one in roll]
    answers: list[tuple[Any, Any]] = hours_asked.send(
        sender=Enrollment, enrollment_ids=ids
    )
    return next((by_enrollment for _receiver, by_enrollment in answers), {})


def _past(
    enrollment: Enrollment,
    sessions: list[Session],
    seen: dict[int, dict[int, Presence]],
    credited: dict[str, int],
    *,
    at: datetime,
) -> dict[int, Past]:
    """The evenings that are over, by evening of the plan: a make-up takes its place.

    What somebody attended in the class she came from is over for her here too. Who
    came the first time is missed at no make-up.
    """
    past: dict[int, Past] = {}
    for session in sessions:
        minutes = credited.get(session.evening.code, 0)
        is_over = session.ends_at <= at
        if not is_over and not (enrollment.moved_from_id and minutes):
            continue
        state = _state(enrollment, session, seen, at=at) if is_over else ELSEWHERE
        if state == ABSENT and _was_elsewhere(enrollment, session):
            state = ELSEWHERE
        found = Past(session.pk, state, session.evening.minutes, minutes)
        before = past.get(session.evening_id)
        if before and before.was_there and not found.was_there:
            continue
        past.pop(session.evening_id, None)
        past[session.evening_id] = found
    return past


def _was_elsewhere(enrollment: Enrollment, session: Session) -> bool:
    came = enrollment.enrolled_at
    return bool(enrollment.moved_from_id and came and session.starts_at < came)


def _state(
    enrollment: Enrollment,
    session: Session,
    seen: dict[int, dict[int, Presence]],
    *,
    at: datetime,
) -> str:
    """Who is not on a roll that was called was not there; before it is called nobody knows."""
    if session.pk not in seen:
        return OPEN
    state = seen[session.pk].get(enrollment.pk, Presence()).state
    if state == "unknown":
        return ABSENT if ledger.is_over(session, at=at) else OPEN
    return state


def _ahead(
    sessions: list[Session], past: dict[int, Past], *, at: datetime
) -> list[int]:
    """What each evening still to come can add, where it can add anything."""
    to_come = {one.evening_id: one for one in sessions if one.ends_at > at}
    lacking = [
        one.evening.minutes - (past[evening].hoped if evening in past else 0)
        for evening, one in to_come.items()
    ]
    return [minutes for minutes in lacking if minutes > 0]
