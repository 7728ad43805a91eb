from datetime import datetime
from typing import Any

from django.dispatch import receiver

from school.enrollment import signals
from school.enrollment.models import Enrollment
from school.journal.actors import Actor
from school.wages import actions


@receiver(signals.completed)
def ask_again_later(
    sender: Any, enrollment: Enrollment, at: datetime, **kwargs: Any
) -> None:
    actions.schedule_follow_ups(enrollment, at=at)


@receiver(signals.enrolled)
def keep_pay_before(
    sender: Any, enrollment: Enrollment, by: Actor, at: datetime, **kwargs: Any
) -> None:
    actions.carry_baseline(enrollment, by=by, at=at)
