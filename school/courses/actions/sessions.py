from collections.abc import Collection
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from school.courses import access, rules, signals
from school.courses.actions.clashes import refuse_clashes
from school.courses.models import Cohort, Session, Venue
from school.courses.refusals import (
    ClassOver,
    EndsBeforeItBegins,
    EveningBegun,
    EveningCancelled,
    EveningsHeld,
    NoDutyHere,
    NoEvenings,
    NoWeekdays,
    ReasonMissing,
    TeachesItAlready,
)
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.models import User

BEGINS, ENDS = time(19), time(21, 25)


@transaction.atomic
def plan_sessions(
    cohort: Cohort,
    *,
    by: Actor,
    weekdays: Collection[int],
    skipping: Collection[date] = (),
    begins: time = BEGINS,
    ends: time = ENDS,
    at: datetime | None = None,
) -> list[Session]:
    """Put every evening of the edition on a date from `starts_on` on, with its teacher.

    Planned again before the class begins, the same evenings get new dates.
    """
    if not access.can_plan(by, cohort):
        raise NotPermitted
    if not weekdays:
        raise NoWeekdays
    if begins >= ends:
        raise EndsBeforeItBegins
    held = _held(cohort)
    _refuse_begun(held)
    sessions = _laid_out(held, weekdays, skipping, begins, ends)
    refuse_clashes(sessions)
    for session in sessions:
        session.save()
    _keep_dates(held)
    cohort.starts_on, cohort.ends_on = held.starts_on, held.ends_on
    skipped = [day.isoformat() for day in sorted(skipping)]
    data = {"weekdays": sorted(weekdays), "skipping": skipped, "count": len(sessions)}
    journal.record(by=by, verb="courses.plan_sessions", on=cohort, data=data, at=at)
    return sessions


@transaction.atomic
def move_session(
    session: Session,
    *,
    by: Actor,
    reason: str,
    starts_at: datetime,
    ends_at: datetime,
    venue: Venue | None = None,
    room: str | None = None,
    at: datetime | None = None,
) -> Session:
    """Hold an evening at another time or in another room, as long as it is ahead."""
    at = at or timezone.now()
    cohort = _check_evening(session, by=by, reason=reason)
    _refuse_begun_evening(session, at)
    if starts_at >= ends_at:
        raise EndsBeforeItBegins
    before = _facts(session)
    session.starts_at, session.ends_at = starts_at, ends_at
    session.venue = venue or session.venue
    session.room = session.room if room is None else room
    refuse_clashes([session])
    session.save(update_fields=["starts_at", "ends_at", "venue", "room"])
    _keep_dates(cohort)
    journal.record(
        by=by,
        verb="courses.move_session",
        on=session,
        reason=reason,
        data={"from": before, "to": _facts(session)},
        at=at,
    )
    signals.session_changed.send(
        sender=Session, session=session, by=by, at=at, reason=reason
    )
    return session


@transaction.atomic
def cancel_session(
    session: Session, *, by: Actor, reason: str, at: datetime | None = None
) -> Session:
    """Call one evening off; its hours are not asked of anybody."""
    at = at or timezone.now()
    cohort = _check_evening(session, by=by, reason=reason)
    _refuse_begun_evening(session, at)
    session.status = Session.Status.CANCELLED
    session.save(update_fields=["status"])
    _keep_dates(cohort)
    journal.record(
        by=by,
        verb="courses.cancel_session",
        on=session,
        reason=reason,
        data=_facts(session),
        at=at,
    )
    signals.session_changed.send(
        sender=Session, session=session, by=by, at=at, reason=reason
    )
    return session


@transaction.atomic
def replace_teacher(
    session: Session,
    *,
    by: Actor,
    teacher: User,
    reason: str,
    at: datetime | None = None,
) -> Session:
    """Give an evening to somebody else with a duty in the class."""
    at = at or timezone.now()
    cohort = _check_evening(session, by=by, reason=reason)
    if not access.works_in(teacher, cohort):
        raise NoDutyHere(teacher=str(teacher))
    if teacher.pk == session.teacher_id:
        raise TeachesItAlready(teacher=str(teacher))
    before, session.teacher = str(session.teacher or ""), teacher
    refuse_clashes([session])
    session.save(update_fields=["teacher"])
    journal.record(
        by=by,
        verb="courses.replace_teacher",
        on=session,
        reason=reason,
        data={"from": before, "to": str(teacher)},
        at=at,
    )
    if session.starts_at > at:
        signals.teacher_replaced.send(sender=Session, session=session, by=by, at=at)
    return session


def _held(cohort: Cohort) -> Cohort:
    """The class under its row lock, so that two plans of it do not mix."""
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if cohort.status in (Cohort.Status.COMPLETED, Cohort.Status.CANCELLED):
        raise ClassOver
    return cohort


def _refuse_begun(cohort: Cohort) -> None:
    begun = cohort.status in (Cohort.Status.RUNNING, Cohort.Status.ASSESSING)
    if begun and cohort.sessions.exists():
        raise EveningsHeld


def _check_evening(session: Session, *, by: Actor, reason: str) -> Cohort:
    if not access.can_plan(by, session.cohort):
        raise NotPermitted
    if not reason.strip():
        raise ReasonMissing
    cohort = _held(session.cohort)
    # Somebody may have moved it since it was read.
    session.refresh_from_db(fields=["starts_at", "ends_at", "status"])
    if session.status == Session.Status.CANCELLED:
        raise EveningCancelled
    return cohort


def _refuse_begun_evening(session: Session, at: datetime) -> None:
    if session.starts_at <= at:
        raise EveningBegun


def _laid_out(
    cohort: Cohort,
    weekdays: Collection[int],
    skipping: Collection[date],
    begins: time,
    ends: time,
) -> list[Session]:
    evenings = list(cohort.edition.evenings.order_by("number"))
    if not evenings:
        raise NoEvenings
    days = rules.evening_dates(
        cohort.starts_on, weekdays=weekdays, count=len(evenings), skipping=skipping
    )
    teachers = rules.teachers([one.lead_role for one in evenings], _staff(cohort))
    kept = {session.evening_id: session for session in cohort.sessions.all()}
    zone = timezone.get_current_timezone()
    sessions = []
    for evening, day, teacher in zip(evenings, days, teachers, strict=True):
        session = kept.get(evening.pk) or Session(cohort=cohort, evening=evening)
        session.starts_at = datetime.combine(day, begins, zone)
        session.ends_at = datetime.combine(day, ends, zone)
        session.venue, session.room = cohort.venue, evening.room
        session.teacher_id = teacher
        session.status = Session.Status.PLANNED
        sessions.append(session)
    return sessions


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


def _keep_dates(cohort: Cohort) -> None:
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


def _facts(session: Session) -> dict[str, str]:
    return {
        "starts_at": session.starts_at.isoformat(),
        "ends_at": session.ends_at.isoformat(),
        "venue": str(session.venue),
        "room": session.room,
    }
