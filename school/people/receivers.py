from typing import Any

from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.dispatch import receiver
from django.http import HttpRequest

from school.people import actions
from school.people.models import User


@receiver([signals.authenticator_added, signals.authenticator_reset])
def second_factor_added(
    sender: Any,
    request: HttpRequest,
    user: User,
    authenticator: Authenticator,
    **signal: Any,
) -> None:
    actions.add_second_factor(user, kind=authenticator.type)
    _stay_signed_in_here_alone(user, request)


@receiver(signals.authenticator_removed)
def second_factor_removed(
    sender: Any,
    request: HttpRequest,
    user: User,
    authenticator: Authenticator,
    **signal: Any,
) -> None:
    actions.remove_second_factor(user, kind=authenticator.type)
    _stay_signed_in_here_alone(user, request)


def _stay_signed_in_here_alone(user: User, request: HttpRequest) -> None:
    """Whoever was in by the old way is out."""
    actions.end_sessions(user, by=user, but=request.session.session_key)
