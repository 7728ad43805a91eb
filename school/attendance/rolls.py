"""What the attendance pages show, read in a constant number of queries."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Sum

from school.attendance import ledger
from school.attendance.access import trainees_of
from school.attendance.models import MinuteEntry
from school.attendance.rules import Presence, minutes_required
from school.courses.models import Cohort, Session
from school.enrollment.models import Enrollment


@dataclass(frozen=True, slots=True)
class RollRow:
    enrollment: Enrollment
    presence: Presence
    minutes: int
    doubt: str


@dataclass(frozen=True, slots=True)
class EveningRow:
    session: Session
    presence: Presence
    minutes: int
    is_ahead: bool


@dataclass(frozen=True, slots=True)
class RegisterRow:
    enrollment: Enrollment
    cells: list[int | None]
    minutes: int


def roll_of(session: Session) -> dict[str, Any]:
    roll = trainees_of(session.cohort_id).select_related("person")
    events = list(session.events.all())
    noted = ledger.presences(events)
    doubts = ledger.contradictions(events)
    minutes = dict(
        MinuteEntry.objects.filter(session=session)
        .values_list("enrollment_id")
        .annotate(Sum("minutes"))
    )
    rows = [
        RollRow(
            one,
            noted.get(one.pk, Presence()),
            minutes.get(one.pk, 0),
            doubts.get(one.pk, ""),
        )
        for one in roll
    ]
    states = [row.presence.state for row in rows]
    return {
        "rows": rows,
        "here": sum(state in {"present", "left"} for state in states),
        "unknown": states.count("unknown"),
        "unknown_all": states.count("unknown") == len(states),
        "present": states.count("present"),
    }


def hours_of(enrollment: Enrollment, *, at: datetime) -> dict[str, Any]:
    sessions = enrollment.cohort.sessions.select_related("evening", "venue")
    noted = ledger.presences_by_session(enrollment.pk)
    minutes = ledger.credited_by_session(enrollment.pk)
    rows = [
        EveningRow(
            one,
            noted.get(one.pk, Presence()),
            minutes.get(one.pk, 0),
            is_ahead=one.starts_at > at and one.pk not in noted,
        )
        for one in sessions
    ]
    done = ledger.credited_minutes([enrollment.pk])[enrollment.pk]
    edition = enrollment.cohort.edition
    # By evening: one that is held once more is asked of nobody twice.
    held = {
        row.session.evening_id: row.session.evening.minutes
        for row in rows
        if row.session.status != Session.Status.CANCELLED
    }
    scheduled = sum(held.values())
    return {
        "rows": rows,
        "done": done,
        "carried": done - sum(row.minutes for row in rows),
        "scheduled": scheduled,
        "needed": minutes_required(scheduled, edition.pass_attendance_percent),
    }


def register_of(cohort: Cohort) -> dict[str, Any]:
    sessions = list(cohort.sessions.select_related("evening"))
    roll = trainees_of(cohort.pk).select_related("person")
    sums = (
        MinuteEntry.objects.filter(session__cohort=cohort)
        .values_list("enrollment_id", "session_id")
        .annotate(Sum("minutes"))
    )
    cells = {(enrollment, session): minutes for enrollment, session, minutes in sums}
    totals = ledger.credited_minutes([enrollment.pk for enrollment in roll])
    rows = []
    for enrollment in roll:
        of = [cells.get((enrollment.pk, session.pk)) for session in sessions]
        rows.append(RegisterRow(enrollment, of, totals[enrollment.pk]))
    return {"sessions": sessions, "rows": rows}
