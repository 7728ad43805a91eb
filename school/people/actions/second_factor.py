from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.access import can_reset_second_factor
from school.people.actions.sessions import sign_out
from school.people.models import User
from school.people.refusals import NoSecondFactor, ReasonForReset
from school.people.signals import second_factor_reset


@transaction.atomic
def add_second_factor(user: User, *, kind: str) -> None:
    """Once allauth has proved and kept it; recovery codes come with the first."""
    journal.record(
        by=user, verb="people.add_second_factor", on=user, data={"kind": kind}
    )


@transaction.atomic
def remove_second_factor(user: User, *, kind: str) -> None:
    journal.record(
        by=user, verb="people.remove_second_factor", on=user, data={"kind": kind}
    )


@transaction.atomic
def reset_second_factor(
    user: User, *, reason: str, by: Actor, at: datetime | None = None
) -> None:
    """Let a colleague whose phone is lost begin again; who is told, in case it is not so."""
    if not can_reset_second_factor(user, by):
        raise NotPermitted
    reason = reason.strip()
    if not reason:
        raise ReasonForReset
    at = at or timezone.now()
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    kept = Authenticator.objects.filter(user=user)
    kinds = sorted(kept.values_list("type", flat=True))
    if not kinds:
        raise NoSecondFactor
    kept.delete()
    # Whoever has the lost phone may be signed in on it.
    sign_out(UserSession.objects.filter(user=user))
    journal.record(
        by=by,
        verb="people.reset_second_factor",
        on=user,
        reason=reason,
        data={"kinds": kinds},
        at=at,
    )
    second_factor_reset.send(User, user=user, by=by, at=at)
