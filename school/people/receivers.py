from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from school.people import actions
from school.people.models import LogIn, User
from school.people.sign_in import ends, noting
from school.people.working_as.middleware import narrow
from school.ui.signals import sent_again


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


@receiver(user_logged_in)
def session_began(sender: Any, request: HttpRequest, user: User, **signal: Any) -> None:
    ends.begin(request, user)


@receiver(account.user_logged_in)
def logged_in(sender: Any, request: HttpRequest, user: User, **signal: Any) -> None:
    noting.note_log_in(request, user)


@receiver(account.login_code_rejected)
def code_rejected(
    sender: Any, request: HttpRequest, user: User, last_attempt: bool, **signal: Any
) -> None:
    noting.note_wrong(request, user, LogIn.Way.CODE)
    if last_attempt:
        noting.note_stopped(request, user, LogIn.Way.CODE)


@receiver(signals.authentication_failed)
def second_factor_failed(
    sender: Any,
    request: HttpRequest,
    user: User,
    authenticator: Authenticator,
    **signal: Any,
) -> None:
    noting.note_wrong(request, user, authenticator.type)


@receiver(account.authentication_step_completed)
def shown_again(
    sender: Any, request: HttpRequest, user: User, method: str, **signal: Any
) -> None:
    """A log-in counts as shown too, and so does a factor just added: neither is one."""
    way = signal.get("type", method)
    if signal.get("reauthenticated") and way in LogIn.Way:
        noting.note(request, user, LogIn.Outcome.AGAIN, way)


def _stay_signed_in_here_alone(user: User, request: HttpRequest) -> None:
    """Whoever was in by the old way is out."""
    actions.end_sessions(user, by=user, but=request.session.session_key)


@receiver(sent_again)
def narrowed_again(sender: Any, request: HttpRequest, **signal: Any) -> None:
    narrow(request)
