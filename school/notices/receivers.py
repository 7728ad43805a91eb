from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.urls import reverse

from school.journal.actors import Actor
from school.notices import actions
from school.people.models import User
from school.people.signals import second_factor_reset


@receiver(second_factor_reset)
def tell_whose_second_factor_it_was(
    sender: Any, user: User, by: Actor, at: datetime, **signal: Any
) -> None:
    actions.notify_colleague(
        user,
        kind="second_factor_reset",
        context={"name": str(by), "when": at},
        link=reverse("mfa_index"),
        by=by,
        at=at,
        sms=True,
    )
