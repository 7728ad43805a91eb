"""The trainee signs in and out herself, with the code on the screen in the room."""

from django.db import transaction
from django.utils import timezone

from school.attendance import ledger, refusals, rules
from school.attendance.access import trainees_of
from school.attendance.actions.opening import DOOR_CLOSES, EARLY, held
from school.attendance.models import Event
from school.attendance.rules import Presence
from school.courses.models import Session
from school.journal import actions as journal
from school.lib.errors import NotPermitted
from school.people.models import User


@transaction.atomic
def sign(session: Session, *, by: User, kind: Event.Kind) -> Presence:
    """Note that `by` came or went; whoever asks has made sure of the room's code."""
    now = timezone.now()
    if kind not in (Event.Kind.ARRIVED, Event.Kind.LEFT):
        raise NotPermitted
    session = held(session)
    enrollment = trainees_of(session.cohort_id).filter(person__user=by).first()
    if enrollment is None:
        raise refusals.NotYourClass
    if now < session.starts_at - EARLY:
        raise refusals.RoomNotOpen
    if now > session.ends_at + DOOR_CLOSES:
        raise refusals.RoomClosed
    seen = session.events.filter(enrollment=enrollment)
    before = ledger.presences(seen).get(enrollment.pk, Presence())
    # Pressed twice; or out before in, which would count for nothing.
    if before.state == ("present" if kind == Event.Kind.ARRIVED else "left"):
        return before
    if kind == Event.Kind.LEFT and before.arrived is None:
        raise refusals.NotSignedIn
    event = Event.objects.create(
        session=session,
        enrollment=enrollment,
        kind=kind,
        at=rules.noted_at(now, session.starts_at, session.ends_at),
        method=Event.Method.ROOM,
        level=rules.evidence(method=Event.Method.ROOM),
        noted_at=now,
        recorded_at=now,
        recorded_by=by,
    )
    journal.record(
        by=by,
        verb="attendance.sign",
        on=enrollment,
        data={"session": session.pk, "kind": kind, "at": event.at},
        at=now,
    )
    return ledger.settle(session, {enrollment.pk: event})[enrollment.pk]
