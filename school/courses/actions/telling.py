"""The word to those who work in a class when its evenings change; enrolment tells the trainees."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from school.courses import weeks
from school.courses.models import Cohort, Duty, Session
from school.journal.actors import Actor
from school.notices.actions import notify_colleague
from school.people.models import User

# Of 45 minutes; an edition has whole ones.
PERIOD = 45
BESIDE = (Duty.Kind.HEAD_TEACHER, Duty.Kind.ASSISTANT)


@dataclass(frozen=True, slots=True)
class Moved:
    """What an evening was before; `is_given` where another teacher takes it too."""

    was_at: datetime
    former: User | None
    is_given: bool


def tell_of_move(
    session: Session, moved: Moved, *, by: Actor, at: datetime, reason: str
) -> None:
    """Whoever would stand before a locked door, so by SMS too."""
    if moved.is_given:
        # The one who need not come knows it by the day it was.
        former, was_at = moved.former, moved.was_at
        _tell_both_teachers(session, former=former, was_at=was_at, by=by, at=at)
    others = _but(_concerned(session), session.teacher if moved.is_given else None)
    words = words_of_move(session, moved)
    _tell(others, "evening_moved", session, by=by, at=at, reason=reason, **words)


def tell_of_cancelled(
    session: Session, *, by: Actor, at: datetime, reason: str
) -> None:
    words = words_of_cancelled(session)
    told = _concerned(session)
    _tell(told, "evening_cancelled", session, by=by, at=at, reason=reason, **words)


def words_of_move(session: Session, moved: Moved) -> dict[str, Any]:
    words = {
        "was_at": moved.was_at,
        "venue": f"{session.venue} {session.room}".strip(),
        "is_make_up": session.makes_up_id is not None,
    }
    return words | ({"teacher": str(session.teacher)} if moved.is_given else {})


def words_of_cancelled(session: Session) -> dict[str, Any]:
    return {
        "day": timezone.localdate(session.starts_at),
        "is_make_up": session.makes_up_id is not None,
    }


def tell_of_make_up(session: Session, *, by: Actor, at: datetime, reason: str) -> None:
    if session.teacher:
        _tell_given(session, by=by, at=at)
    others = _on_duty(session.cohort, BESIDE if session.teacher else Duty.TEACHING)
    _tell_changed(
        others, session, by=by, at=at, sms=True, is_make_up=True, reason=reason
    )


def tell_of_teacher(
    session: Session, *, former: User | None, by: Actor, at: datetime
) -> None:
    """Both teachers by SMS: one must come, one need not. Why is not for the others."""
    was_at = session.starts_at
    _tell_both_teachers(session, former=former, was_at=was_at, by=by, at=at)
    others = _but(_on_duty(session.cohort, BESIDE), session.teacher, former)
    _tell_changed(
        others, session, by=by, at=at, sms=False, teacher=str(session.teacher)
    )


def tell_of_new_plan(cohort: Cohort, *, by: Actor, at: datetime) -> None:
    for user in _others(_on_duty(cohort), by):
        notify_colleague(
            user,
            kind="session_changed",
            context={
                "cohort": cohort.name,
                "title": {
                    "zh": "所有课次重新排过",
                    "en": "All evenings are planned anew",
                },
            },
            link=reverse("portal:classes"),
            by=by,
            at=at,
            sms=True,
        )


def tell_of_edition(cohort: Cohort, *, by: Actor, at: datetime) -> None:
    for user in _others(_on_duty(cohort), by):
        notify_colleague(
            user,
            kind="edition_changed",
            context=words_of_edition(cohort),
            link=reverse("portal:classes"),
            by=by,
            at=at,
            sms=True,
        )


def words_of_edition(cohort: Cohort) -> dict[str, Any]:
    evenings = cohort.sessions.planned().order_by("starts_at")
    return {
        "cohort": cohort.name,
        "evenings": evenings.count(),
        "hours": cohort.edition.total_minutes // PERIOD,
        "starts_at": evenings[0].starts_at,
        "ends_on": cohort.ends_on,
    }


def tell_of_end(cohort: Cohort, *, by: Actor, at: datetime, reason: str) -> None:
    """The class is called off, and so is everybody's duty in it."""
    for user in _others(_on_duty(cohort, tuple(Duty.Kind.values)), by):
        notify_colleague(
            user,
            kind="duty_over",
            context={"cohort": cohort.name, "reason": reason},
            link=reverse("portal:classes"),
            by=by,
            at=at,
            sms=True,
        )


def _on_duty(cohort: Cohort, kinds: Collection[str] = Duty.TEACHING) -> list[User]:
    duties = Duty.objects.filter(cohort=cohort, kind__in=kinds)
    return [duty.user for duty in duties.select_related("user").order_by("pk")]


def _others(users: Iterable[User | None], by: Actor) -> list[User]:
    """Each once, who has two duties too; whoever does it knows."""
    each = {user.pk: user for user in users if user and user.is_active}
    return [user for pk, user in each.items() if pk != by.pk]


def _concerned(session: Session) -> list[User]:
    teaches = [session.teacher] if session.teacher else _on_duty(session.cohort)
    return [*teaches, *_on_duty(session.cohort, BESIDE)]


def _but(users: Iterable[User], *told: User | None) -> list[User]:
    return [user for user in users if user not in told]


def _tell_both_teachers(
    session: Session,
    *,
    former: User | None,
    was_at: datetime,
    by: Actor,
    at: datetime,
) -> None:
    _tell_given(session, by=by, at=at)
    words: dict[str, Any] = {"teacher": str(session.teacher), "starts_at": was_at}
    _tell([former], "evening_taken", session, by=by, at=at, **words)


def _tell_given(session: Session, *, by: Actor, at: datetime) -> None:
    _tell(
        [session.teacher],
        "evening_given",
        session,
        by=by,
        at=at,
        venue=f"{session.venue} {session.room}".strip(),
        is_make_up=session.makes_up_id is not None,
    )


def _tell_changed(
    users: Iterable[User | None],
    session: Session,
    *,
    by: Actor,
    at: datetime,
    sms: bool,
    **more: Any,
) -> None:
    more.setdefault("is_make_up", session.makes_up_id is not None)
    place = f"{session.venue} {session.room}".strip()
    _tell(users, "session_changed", session, by=by, at=at, sms=sms, venue=place, **more)


def _tell(
    users: Iterable[User | None],
    kind: str,
    session: Session,
    *,
    by: Actor,
    at: datetime,
    sms: bool = True,
    **more: Any,
) -> None:
    evening = session.evening
    monday = weeks.monday_of(timezone.localdate(session.starts_at))
    for user in _others(users, by):
        notify_colleague(
            user,
            kind=kind,
            context={
                "cohort": session.cohort.name,
                "title": {"zh": evening.title_zh, "en": evening.title_en},
                "starts_at": session.starts_at,
                **more,
            },
            link=f"{reverse('portal:week')}?week={weeks.name(monday)}",
            by=by,
            at=at,
            sms=sms,
        )
