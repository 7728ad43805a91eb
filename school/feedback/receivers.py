from datetime import datetime
from typing import Any

from django.dispatch import receiver

from school.courses.models import Cohort
from school.courses.signals import cohort_completed
from school.feedback import actions
from school.feedback.surveys.actions import open_survey
from school.journal.actors import SYSTEM
from school.points.cases.models import Case
from school.points.cases.signals import changed


@receiver(changed)
def help_with_what_was_complained_of(sender: Any, case: Case, **_signal: Any) -> None:
    actions.coach(case, by=SYSTEM)


@receiver(cohort_completed)
def ask_how_content_they_were(
    sender: Any, cohort: Cohort, at: datetime, **_signal: Any
) -> None:
    open_survey(cohort, by=SYSTEM, at=at)
