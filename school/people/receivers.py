from typing import Any

from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.dispatch import receiver

from school.people import actions
from school.people.models import User


@receiver([signals.authenticator_added, signals.authenticator_reset])
def second_factor_added(
    sender: Any, user: User, authenticator: Authenticator, **signal: Any
) -> None:
    actions.add_second_factor(user, kind=authenticator.type)


@receiver(signals.authenticator_removed)
def second_factor_removed(
    sender: Any, user: User, authenticator: Authenticator, **signal: Any
) -> None:
    actions.remove_second_factor(user, kind=authenticator.type)
