"""Calling the roll."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from school.attendance import ledger, refusals, rules
from school.attendance.access import can_call_roll, trainees_of, trainees_on
from school.attendance.actions.opening import EARLY, held
from school.attendance.models import Event
from school.attendance.rules import Presence
from school.courses.models import Session
from school.enrollment.models import Enrollment
from school.journal import actions as journal
from school.lib.errors import NotPermitted
from school.lib.format import clock
from school.people.models import User


@transaction.atomic
def note(
    session: Session,
    *,
    enrollment: Enrollment,
    kind: Event.Kind,
    by: User,
    at: datetime | None = None,
    reason: str = "",
    method: Event.Method = Event.Method.ROLL,
) -> Presence:
    """Note one observation about one trainee and settle her minutes for the evening.

    `at` is when it happened (default: now, kept within the evening). Noting what is
    noted already changes nothing. After the evening's date a reason is needed.
    """
    now = timezone.now()
    session = _open_roll(session, by=by, now=now)
    if not trainees_on(session).filter(pk=enrollment.pk).exists():
        raise refusals.NotOnRoll(name=enrollment.person.name)
    event = Event(
        kind=kind,
        at=at or rules.noted_at(now, session.starts_at, session.ends_at),
        method=method,
        recorded_at=now,
        reason=reason.strip(),
    )
    before = _presence(session, enrollment)
    return _note(event, before, session=session, enrollment=enrollment, by=by)


@transaction.atomic
def note_all_present(session: Session, *, by: User) -> int:
    """Everyone about whom nothing is noted was there when the evening began; how many."""
    return _note_all("unknown", Event.Kind.ARRIVED, session=session, by=by)


@transaction.atomic
def note_all_left(session: Session, *, by: User) -> int:
    """Everyone present leaves now (at the evening's end if that has passed); how many."""
    return _note_all("present", Event.Kind.LEFT, session=session, by=by)


def _note_all(state: str, kind: Event.Kind, *, session: Session, by: User) -> int:
    """Note `kind` about everybody whose presence is in `state`."""
    now = timezone.now()
    session = _open_roll(session, by=by, now=now)
    at = rules.noted_at(now, session.starts_at, session.ends_at)
    if kind == Event.Kind.ARRIVED:
        at = session.starts_at
    # Calling the whole class late says so by itself; nobody has to type it twenty times.
    late = ledger.is_over(session, at=now)
    reason = _("whole class, noted afterwards") if late else ""
    found = _in_state(session, state)
    for enrollment, before in found:
        event = Event(
            kind=kind, at=at, method=Event.Method.ROLL, recorded_at=now, reason=reason
        )
        _note(event, before, session=session, enrollment=enrollment, by=by)
    return len(found)


def _open_roll(session: Session, *, by: User, now: datetime) -> Session:
    if not can_call_roll(by, session):
        raise NotPermitted
    session = held(session)
    if now < session.starts_at - EARLY:
        raise refusals.NotBegun
    return session


def _presence(session: Session, enrollment: Enrollment) -> Presence:
    events = Event.objects.filter(session=session, enrollment=enrollment)
    return ledger.presences(events).get(enrollment.pk, Presence())


def _in_state(session: Session, state: str) -> list[tuple[Enrollment, Presence]]:
    noted = ledger.presences(Event.objects.filter(session=session))
    roll = trainees_of(session.cohort_id)
    found = [
        (enrollment, noted.get(enrollment.pk, Presence()))
        for enrollment in roll.select_related("person", "cohort")
    ]
    return [(enrollment, seen) for enrollment, seen in found if seen.state == state]


def _note(
    event: Event,
    before: Presence,
    *,
    session: Session,
    enrollment: Enrollment,
    by: User,
) -> Presence:
    """Note `event` about somebody on the roll that `by` holds open."""
    kind = Event.Kind(event.kind)
    _check_times(session, enrollment, before, event)
    if _is_noted(before, kind, event.at):
        return before
    if ledger.is_over(session, at=event.recorded_at) and not event.reason:
        raise refusals.ReasonNeeded
    presence = _append(event, session=session, enrollment=enrollment, by=by)
    journal.record(
        by=by,
        verb="attendance.note",
        on=enrollment,
        reason=event.reason,
        data={"session": session.pk, "kind": kind, "at": event.at},
        at=event.recorded_at,
    )
    return presence


def _check_times(
    session: Session,
    enrollment: Enrollment,
    before: Presence,
    event: Event,
) -> None:
    at = event.at
    if not session.starts_at <= at <= session.ends_at:
        raise refusals.OutsideEvening(
            start=clock(timezone.localtime(session.starts_at)),
            end=clock(timezone.localtime(session.ends_at)),
        )
    # Who comes early is noted for the beginning; nothing else is noted beforehand.
    if at > max(event.recorded_at, session.starts_at):
        raise refusals.StillToCome
    if event.kind == Event.Kind.LEFT:
        if before.arrived is None:
            raise refusals.NotArrived(name=enrollment.person.name)
        if at < before.arrived:
            raise refusals.LeftBeforeArriving


def _is_noted(before: Presence, kind: Event.Kind, at: datetime) -> bool:
    noted: Iterable[object] = {
        Event.Kind.ARRIVED: (before.arrived == at,),
        Event.Kind.LEFT: (before.left == at,),
        Event.Kind.ABSENT: (before.absence == kind,),
        Event.Kind.EXCUSED: (before.absence == kind,),
        Event.Kind.NOT_SELF: (),
    }[kind]
    return any(noted)


def _append(
    event: Event, *, session: Session, enrollment: Enrollment, by: User
) -> Presence:
    """Append the event, and to the ledger what it changes in the evening's minutes."""
    event.session, event.enrollment, event.recorded_by = session, enrollment, by
    event.noted_at = event.recorded_at
    late = ledger.is_over(session, at=event.recorded_at)
    event.level = rules.evidence(method=event.method, late=late)
    event.save(force_insert=True)
    return ledger.settle(session, {enrollment.pk: event})[enrollment.pk]
