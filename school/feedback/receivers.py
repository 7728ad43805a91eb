from typing import Any

from django.dispatch import receiver

from school.feedback import actions
from school.journal.actors import SYSTEM
from school.points.cases.models import Case
from school.points.cases.signals import changed


@receiver(changed)
def help_with_what_was_complained_of(sender: Any, case: Case, **_signal: Any) -> None:
    actions.coach(case, by=SYSTEM)
