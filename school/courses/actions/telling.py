"""The word to those who work in a class when its evenings change; enrolment tells the trainees."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from school.courses import access, weeks
from school.courses.models import Cohort, Duty, Session
from school.journal.actors import Actor
from school.notices.actions import notify_colleague
from school.people.models import User

# Of 45 minutes; an edition has whole ones.
PERIOD = 45
BESIDE = (Duty.Kind.HEAD_TEACHER, Duty.Kind.ASSISTANT)


def tell_of_change(session: Session, *, by: Actor, at: datetime, reason: str) -> None:
    """Moved or cancelled: whoever would stand before a locked door, so by SMS too."""
    teaches = [session.teacher] if session.teacher else _on_duty(session.cohort)
    _tell_changed(
        [*teaches, *_on_duty(session.cohort, BESIDE)],
        session,
        by=by,
        at=at,
        sms=True,
        is_cancelled=session.status == Session.Status.CANCELLED,
        reason=reason,
    )


def tell_of_make_up(session: Session, *, by: Actor, at: datetime, reason: str) -> None:
    if session.teacher:
        _tell_given(session, by=by, at=at)
    others = _on_duty(session.cohort, BESIDE if session.teacher else access.TEACHING)
    _tell_changed(
        others, session, by=by, at=at, sms=True, is_make_up=True, reason=reason
    )


def tell_of_teacher(
    session: Session, *, former: User | None, by: Actor, at: datetime
) -> None:
    """Both teachers by SMS: one must come, one need not. Why is not for the others."""
    _tell_given(session, by=by, at=at)
    if former:
        _tell(
            [former],
            "evening_taken",
            session,
            by=by,
            at=at,
            sms=True,
            teacher=str(session.teacher),
        )
    others = {user.pk: user for user in _on_duty(session.cohort, BESIDE)}
    for told in filter(None, (session.teacher, former)):
        others.pop(told.pk, None)
    _tell_changed(
        others.values(), session, by=by, at=at, sms=False, teacher=str(session.teacher)
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


def _on_duty(
    cohort: Cohort, kinds: Collection[str] = tuple(access.TEACHING)
) -> list[User]:
    duties = Duty.objects.filter(cohort=cohort, kind__in=kinds)
    return [duty.user for duty in duties.select_related("user").order_by("pk")]


def _others(users: Iterable[User | None], by: Actor) -> list[User]:
    """Each once, who has two duties too; whoever does it knows."""
    each = {user.pk: user for user in users if user and user.is_active}
    return [user for pk, user in each.items() if pk != by.pk]


def _tell_given(session: Session, *, by: Actor, at: datetime) -> None:
    _tell(
        [session.teacher],
        "evening_given",
        session,
        by=by,
        at=at,
        sms=True,
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
    sms: bool,
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
