from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from school.courses import access, signals
from school.courses.actions import telling
from school.courses.actions.clashes import refuse_clashes
from school.courses.actions.dates import (
    facts,
    held,
    keep_dates,
    refuse_no_evening,
    refuse_past,
    rewrite,
)
from school.courses.models import Cohort, Session, Venue
from school.courses.refusals import (
    EveningBegun,
    EveningCancelled,
    EveningToCome,
    MakesUpItself,
    NoDutyHere,
    OfFormerEdition,
    ReasonMissing,
    TeachesItAlready,
)
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.models import User

# What the verbs here change, and read again under the class's lock.
SHARED = ["starts_at", "ends_at", "venue", "room", "teacher", "status", "revision"]


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
    teacher: User | None = None,
    at: datetime | None = None,
) -> Session:
    """Hold an evening at another time or in another room, as long as it is ahead.

    With another teacher too, where one is named: that is one change and one message.
    """
    at = at or timezone.now()
    cohort = _check_evening(session, by=by, reason=reason)
    _refuse_begun_evening(session, at)
    refuse_no_evening(starts_at, ends_at)
    refuse_past(starts_at, at=at)
    _refuse_no_duty(teacher, cohort)
    before, was_at, former = facts(session), session.starts_at, session.teacher
    session.starts_at, session.ends_at = starts_at, ends_at
    session.venue = venue or session.venue
    session.room = session.room if room is None else room
    session.teacher = teacher or former
    refuse_clashes([session])
    rewrite(session, ["starts_at", "ends_at", "venue", "room", "teacher"], at=at)
    keep_dates(cohort)
    _record_move(session, before, by=by, at=at, reason=reason)
    moved = telling.Moved(was_at, former, is_given=session.teacher != former)
    if moved.is_given:
        _record_teacher(session, former=former, by=by, at=at, reason=reason)
    telling.tell_of_move(session, moved, by=by, at=at, reason=reason)
    _announce(session, by=by, at=at, reason=reason, moved=moved)
    return session


def _record_move(
    session: Session, before: dict[str, Any], *, by: Actor, at: datetime, reason: str
) -> None:
    journal.record(
        by=by,
        verb="courses.move_session",
        on=session,
        reason=reason,
        data={"from": before, "to": facts(session)},
        at=at,
    )


@transaction.atomic
def cancel_session(
    session: Session, *, by: Actor, reason: str, at: datetime | None = None
) -> Session:
    """Call one evening off; its hours are not asked of anybody."""
    at = at or timezone.now()
    cohort = _check_evening(session, by=by, reason=reason)
    _refuse_begun_evening(session, at)
    session.status = Session.Status.CANCELLED
    rewrite(session, ["status"], at=at)
    keep_dates(cohort)
    journal.record(
        by=by,
        verb="courses.cancel_session",
        on=session,
        reason=reason,
        data=facts(session),
        at=at,
    )
    telling.tell_of_cancelled(session, by=by, at=at, reason=reason)
    _announce(session, by=by, at=at, reason=reason)
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
    _refuse_no_duty(teacher, cohort)
    if teacher.pk == session.teacher_id:
        raise TeachesItAlready(teacher=str(teacher))
    former, session.teacher = session.teacher, teacher
    refuse_clashes([session])
    rewrite(session, ["teacher"], at=at)
    _record_teacher(session, former=former, by=by, at=at, reason=reason)
    if session.starts_at > at:
        telling.tell_of_teacher(session, former=former, by=by, at=at)
        signals.teacher_replaced.send(sender=Session, session=session, by=by, at=at)
    return session


@transaction.atomic
def make_up(
    session: Session,
    *,
    by: Actor,
    reason: str,
    starts_at: datetime,
    ends_at: datetime,
    venue: Venue | None = None,
    room: str | None = None,
    teacher: User | None = None,
    at: datetime | None = None,
) -> Session:
    """Hold once more what was cancelled or missed. Who comes to both is credited once."""
    at = at or timezone.now()
    cohort = _check_make_up(session, by=by, reason=reason, at=at)
    refuse_no_evening(starts_at, ends_at)
    refuse_past(starts_at, at=at)
    _refuse_no_duty(teacher, cohort)
    again = _once_more(session, at=at)
    again.starts_at, again.ends_at = starts_at, ends_at
    again.venue = venue or session.venue
    again.room = session.room if room is None else room
    again.teacher = teacher or session.teacher
    refuse_clashes([again])
    again.save(force_insert=True)
    keep_dates(cohort)
    data = {"makes_up": session.pk, **facts(again)}
    journal.record(
        by=by, verb="courses.make_up", on=again, reason=reason, data=data, at=at
    )
    telling.tell_of_make_up(again, by=by, at=at, reason=reason)
    _announce(again, by=by, at=at, reason=reason)
    return again


def _announce(
    session: Session,
    *,
    by: Actor,
    at: datetime,
    reason: str,
    moved: telling.Moved | None = None,
) -> None:
    signals.session_changed.send(
        sender=Session, session=session, by=by, at=at, reason=reason, moved=moved
    )


def _record_teacher(
    session: Session, *, former: User | None, by: Actor, at: datetime, reason: str
) -> None:
    journal.record(
        by=by,
        verb="courses.replace_teacher",
        on=session,
        reason=reason,
        data={"from": str(former or ""), "to": str(session.teacher)},
        at=at,
    )


def _once_more(session: Session, *, at: datetime) -> Session:
    return Session(
        cohort=session.cohort,
        evening=session.evening,
        makes_up=session,
        changed_at=at,
    )


def _check_make_up(session: Session, *, by: Actor, reason: str, at: datetime) -> Cohort:
    if not access.can_plan(by, session.cohort):
        raise NotPermitted
    if not reason.strip():
        raise ReasonMissing
    cohort = held(session.cohort)
    session.refresh_from_db(fields=SHARED)
    if session.makes_up_id:
        raise MakesUpItself
    if session.evening.edition_id != cohort.edition_id:
        raise OfFormerEdition
    if session.status == Session.Status.PLANNED and session.starts_at > at:
        raise EveningToCome
    return cohort


def _check_evening(session: Session, *, by: Actor, reason: str) -> Cohort:
    if not access.can_plan(by, session.cohort):
        raise NotPermitted
    if not reason.strip():
        raise ReasonMissing
    cohort = held(session.cohort)
    # Somebody may have changed it since it was read.
    session.refresh_from_db(fields=SHARED)
    if session.status == Session.Status.CANCELLED:
        raise EveningCancelled
    return cohort


def _refuse_begun_evening(session: Session, at: datetime) -> None:
    if session.starts_at <= at:
        raise EveningBegun


def _refuse_no_duty(teacher: User | None, cohort: Cohort) -> None:
    if teacher and not access.works_in(teacher, cohort):
        raise NoDutyHere(teacher=str(teacher))
