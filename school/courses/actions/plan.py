from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from school.courses import access, rules, signals
from school.courses.actions.clashes import refuse_clashes
from school.courses.actions.dates import BEGINS, ENDS, held, keep_dates, rewrite
from school.courses.actions.telling import tell_of_new_plan
from school.courses.models import Cohort, Session
from school.courses.refusals import (
    EndsBeforeItBegins,
    EveningsHeld,
    NoEvenings,
    NoWeekdays,
)
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib import calendar
from school.lib.errors import NotPermitted

# Of what changes here somebody is told: of the teacher those who teach, of all else everybody.
TOLD = ("starts_at", "ends_at", "venue_id", "room", "teacher_id", "status")


@dataclass(frozen=True)
class Pattern:
    """When a class comes together: on which weekdays, from when to when, and when not."""

    weekdays: Collection[int]
    skipping: Collection[date] = field(default=())
    begins: time = BEGINS
    ends: time = ENDS
    holidays_off: bool = False


@transaction.atomic
def plan_sessions(
    cohort: Cohort,
    *,
    by: Actor,
    weekdays: Collection[int],
    skipping: Collection[date] = (),
    begins: time = BEGINS,
    ends: time = ENDS,
    holidays_off: bool = False,
    at: datetime | None = None,
) -> list[Session]:
    """Put every evening of the edition on a date from `starts_on` on, with its teacher.

    Planned again before the class begins, the same evenings get new dates.
    """
    if not access.can_plan(by, cohort):
        raise NotPermitted
    at = at or timezone.now()
    pattern = Pattern(weekdays, skipping, begins, ends, holidays_off)
    refuse_pattern(pattern)
    taken = held(cohort)
    refuse_begun(taken)
    sessions = lay_out(taken, pattern)
    dropped = drop(taken, sessions, at=at)
    refuse_clashes(sessions)
    changed = keep(sessions, at=at)
    if dropped:
        changed.add("status")
    keep_dates(taken)
    cohort.starts_on, cohort.ends_on = taken.starts_on, taken.ends_on
    data = _as_data(pattern, sessions, dropped)
    journal.record(by=by, verb="courses.plan_sessions", on=cohort, data=data, at=at)
    if changed:
        tell_of_new_plan(cohort, by=by, at=at)
    if changed - {"teacher_id"}:
        signals.replanned.send(sender=Cohort, cohort=cohort, by=by, at=at)
    return sessions


def _as_data(
    pattern: Pattern, sessions: list[Session], dropped: list[Session]
) -> dict[str, Any]:
    data: dict[str, Any] = {
        "weekdays": sorted(pattern.weekdays),
        "skipping": [day.isoformat() for day in sorted(pattern.skipping)],
        "count": len(sessions),
    }
    if pattern.holidays_off:
        data["holidays_off"] = True
    if dropped:
        data["fallen_away"] = [session.pk for session in dropped]
    return data


def refuse_pattern(pattern: Pattern) -> None:
    if not pattern.weekdays:
        raise NoWeekdays
    if not rules.is_evening(*_on(date.min, pattern)):
        raise EndsBeforeItBegins


def refuse_begun(cohort: Cohort) -> None:
    begun = cohort.status in (Cohort.Status.RUNNING, Cohort.Status.ASSESSING)
    if begun and cohort.sessions.exists():
        raise EveningsHeld


def lay_out(cohort: Cohort, pattern: Pattern) -> list[Session]:
    """The evenings as the pattern puts them, not yet written."""
    evenings = list(cohort.edition.evenings.order_by("number"))
    if not evenings:
        raise NoEvenings
    days = rules.evening_dates(
        cohort.starts_on,
        weekdays=pattern.weekdays,
        count=len(evenings),
        skipping=pattern.skipping,
        is_off=calendar.is_off if pattern.holidays_off else None,
    )
    teachers = rules.teachers([one.lead_role for one in evenings], _staff(cohort))
    # By number: another edition's evenings take the places of those before.
    kept = {
        one.evening.number: one
        for one in cohort.sessions.filter(makes_up=None).select_related("evening")
    }
    zone = timezone.get_current_timezone()
    sessions = []
    for evening, day, teacher in zip(evenings, days, teachers, strict=True):
        session = kept.get(evening.number) or Session(evening=evening)
        session.cohort, session.evening = cohort, evening
        starts, ends = _on(day, pattern)
        session.starts_at = starts.replace(tzinfo=zone)
        session.ends_at = ends.replace(tzinfo=zone)
        session.venue, session.room = cohort.venue, evening.room
        session.teacher_id = teacher
        session.status = Session.Status.PLANNED
        sessions.append(session)
    return sessions


def _on(day: date, pattern: Pattern) -> tuple[datetime, datetime]:
    return rules.evening_of(day, pattern.begins, pattern.ends)


def falling_away_from(cohort: Cohort, kept: Iterable[Session]) -> list[Session]:
    """Evenings that the plan holds no more; nothing is made up for in a new plan."""
    others = cohort.sessions.planned().exclude(
        pk__in=[session.pk for session in kept if session.pk]
    )
    return list(others.select_related("evening", "venue"))


def drop(cohort: Cohort, kept: Iterable[Session], *, at: datetime) -> list[Session]:
    """Cancel what the plan holds no more."""
    dropped = falling_away_from(cohort, kept)
    for session in dropped:
        session.status = Session.Status.CANCELLED
        rewrite(session, ["status"], at=at)
    return dropped


def keep(sessions: list[Session], *, at: datetime) -> set[str]:
    """Write the plan; what is otherwise than before of the evenings that stood already."""
    before = Session.objects.in_bulk([one.pk for one in sessions if one.pk])
    changed: set[str] = set()
    for session in sessions:
        if former := before.get(session.pk):
            session.revision += 1
            changed |= {
                name for name in TOLD if getattr(former, name) != getattr(session, name)
            }
        session.changed_at = at
        session.save()
    return changed


def _staff(cohort: Cohort) -> list[rules.OnDuty]:
    duties = cohort.duties.select_related("user__instructor").order_by("pk")
    return [
        rules.OnDuty(
            user_id=duty.user_id,
            duty=duty.kind,
            speciality=duty.user.instructor.kind
            if hasattr(duty.user, "instructor")
            else "",
        )
        for duty in duties
    ]
