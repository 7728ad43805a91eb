"""Taking what a phone noted at the door, often hours later, sometimes twice, in any order."""

import uuid as uuids
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from school.attendance import codes, ledger, refusals, rules
from school.attendance.access import can_call_roll, trainees_on
from school.attendance.actions.opening import DOOR_CLOSES, EARLY, held
from school.attendance.batches import NOT_LOOKED, SELF, SOMEBODY_ELSE, Outcome, Sent
from school.attendance.models import Event, RefusedScan
from school.courses.models import Session
from school.enrollment.models import Enrollment
from school.journal import actions as journal
from school.lib.errors import NotPermitted, Refusal
from school.people.models import User

MESSAGES: dict[str, type[Refusal]] = {
    refusal.code: refusal
    for refusal in (
        refusals.CodeExpired,
        refusals.EveningOver,
        refusals.ForgedCode,
        refusals.NotBegun,
        refusals.NotOurCode,
        refusals.NotInThisClass,
        refusals.OtherEvening,
    )
}


@dataclass(frozen=True, slots=True)
class _Door:
    """One evening while its scans are taken: what holds for all of them."""

    session: Session
    by: User
    sent_at: datetime
    now: datetime
    roll: dict[str, Enrollment]

    def noted_at(self, sent: Sent) -> datetime:
        return rules.corrected(sent.device_at, self.sent_at, self.now)


@transaction.atomic
def take_scans(
    session: Session, *, by: User, sent_at: datetime, events: Sequence[Sent]
) -> list[Outcome]:
    """Keep each scan and tap once, however often and in whatever order they are sent.

    Whether one is taken depends on itself alone, never on what came before it. A
    refused one is kept too, apart, with its reason.
    """
    if not can_call_roll(by, session):
        raise NotPermitted
    session, now = held(session), timezone.now()
    roll = {one.code: one for one in trainees_on(session)}
    door = _Door(session, by, sent_at, now, roll)
    known = _known([sent.uuid for sent in events])
    new = list(
        {one.uuid: one for one in reversed(events) if one.uuid not in known}.values()
    )
    kept, refused = _sorted(door, reversed(new))
    Event.objects.bulk_create(kept)
    RefusedScan.objects.bulk_create(refused)
    ledger.settle(session, {event.enrollment_id: event for event in kept})
    if new:
        journal.record(
            by=by,
            verb="attendance.take_scans",
            on=session,
            data={"kept": len(kept), "refused": len(refused)},
            at=now,
        )
    return _outcomes(session, [sent.uuid for sent in events])


def _known(uuid: list[uuids.UUID]) -> set[uuids.UUID]:
    known = set(Event.objects.filter(uuid__in=uuid).values_list("uuid", flat=True))
    refused = RefusedScan.objects.filter(uuid__in=uuid).values_list("uuid", flat=True)
    return {one for one in known | set(refused) if one}


def _sorted(door: _Door, new: Iterable[Sent]) -> tuple[list[Event], list[RefusedScan]]:
    kept, refused = [], []
    for sent in new:
        try:
            kept.append(_event(door, sent))
        except Refusal as refusal:
            refused.append(_refused(door, sent, refusal))
    return kept, refused


def _event(door: _Door, sent: Sent) -> Event:
    session, noted_at = door.session, door.noted_at(sent)
    if noted_at < session.starts_at - EARLY:
        raise refusals.NotBegun
    if noted_at > session.ends_at + DOOR_CLOSES:
        raise refusals.EveningOver
    event = Event(
        session=session,
        kind=sent.kind,
        at=rules.noted_at(noted_at, session.starts_at, session.ends_at),
        noted_at=noted_at,
        device_at=sent.device_at,
        uuid=sent.uuid,
        recorded_by=door.by,
        recorded_at=door.now,
    )
    return (
        _scanned(event, door, sent)
        if sent.code or not sent.enrollment
        else _tapped(event, door, sent)
    )


def _tapped(event: Event, door: _Door, sent: Sent) -> Event:
    """A row of the roll, tapped without a signal."""
    event.method = Event.Method.ROLL
    event.enrollment = _on_roll(door, sent.enrollment)
    event.level = rules.evidence(method=event.method)
    return event


def _scanned(event: Event, door: _Door, sent: Sent) -> Event:
    code = codes.read(sent.code)
    if code.session != door.session.code:
        raise refusals.OtherEvening
    if not code.is_genuine:
        raise refusals.ForgedCode
    event.method = Event.Method.CODE
    event.enrollment = _on_roll(door, code.enrollment)
    clock_off = rules.freshness(code.made_at, event.noted_at) != "fresh"
    if sent.face == SOMEBODY_ELSE:
        event.kind = Event.Kind.NOT_SELF
    elif clock_off:
        _check_clock(code, event, sent)
    event.level = rules.evidence(
        method=event.method, face_compared=sent.face != NOT_LOOKED, clock_off=clock_off
    )
    return event


def _check_clock(code: codes.Code, event: Event, sent: Sent) -> None:
    """A clock some minutes wrong is forgiven only where the face was compared."""
    age = rules.freshness(code.made_at, event.noted_at)
    if age == "expired" or sent.face != SELF:
        raise refusals.CodeExpired
    minutes = abs(event.noted_at - code.made_at).total_seconds() / 60
    event.reason = _("the clock of the trainee's phone was %d minutes off") % round(
        minutes
    )


def _on_roll(door: _Door, code: str) -> Enrollment:
    if code not in door.roll:
        raise refusals.NotInThisClass
    return door.roll[code]


def _refused(door: _Door, sent: Sent, refusal: Refusal) -> RefusedScan:
    try:
        claimed = codes.read(sent.code).enrollment if sent.code else sent.enrollment
    except refusals.NotOurCode:
        claimed = ""
    return RefusedScan(
        uuid=sent.uuid,
        session=door.session,
        enrollment=door.roll.get(claimed),
        code=refusal.code,
        noted_at=door.noted_at(sent),
        recorded_by=door.by,
        recorded_at=door.now,
    )


def _outcomes(session: Session, sent: Sequence[uuids.UUID]) -> list[Outcome]:
    """As the school now has them: the answer to a scan sent again is the first one."""
    refused = dict(
        RefusedScan.objects.filter(uuid__in=sent).values_list("uuid", "code")
    )
    events = {one.uuid: one for one in Event.objects.filter(uuid__in=sent)}
    doubts = ledger.contradictions(session.events.all())
    outcomes = []
    for uuid in sent:
        if code := refused.get(uuid):
            # Never without words: the phone would send it for ever.
            text = str(MESSAGES.get(code, refusals.BadScan)())
            outcomes.append(Outcome(str(uuid), "refused", code, text))
        else:
            doubt = doubts.get(events[uuid].enrollment_id, "")
            outcomes.append(Outcome(str(uuid), "kept", doubt=doubt))
    return outcomes
