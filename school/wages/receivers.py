from datetime import datetime
from typing import Any

from django.dispatch import receiver

from school.enrollment import signals
from school.enrollment.models import Enrollment
from school.wages import actions


@receiver(signals.completed)
def ask_again_later(
    sender: Any, enrollment: Enrollment, at: datetime, **kwargs: Any
) -> None:
    actions.schedule_follow_ups(enrollment, at=at)
