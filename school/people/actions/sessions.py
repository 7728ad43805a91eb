from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.access import is_superuser
from school.people.models import User


@transaction.atomic
def end_sessions(
    user: User,
    *,
    by: Actor,
    but: str | None = None,
    only: int | None = None,
    at: datetime | None = None,
) -> int:
    """Sign somebody out where she is signed in; in how many places that was.

    `but`: the key of the session that stays. `only`: the one that is ended.
    """
    if by != user and not is_superuser(by):
        raise NotPermitted
    sessions = UserSession.objects.filter(user=user).exclude(session_key=but or "")
    if only is not None:
        sessions = sessions.filter(pk=only)
    count = sign_out(sessions)
    if count:
        journal.record(
            by=by,
            verb="people.end_sessions",
            on=user,
            data={"count": count},
            at=at or timezone.now(),
        )
    return count


def sign_out(sessions: QuerySet[UserSession]) -> int:
    """A part of other verbs: what they are is gone for whoever has them open."""
    found = list(sessions)
    for session in found:
        session.end()
    return len(found)
