from datetime import datetime
from typing import Any

from django.dispatch import receiver

from school.assessment.actions.exam import tell_exam_open
from school.courses import signals
from school.courses.models import Cohort
from school.journal.actors import Actor


@receiver(signals.assessment_begun)
def assessment_begun(cohort: Cohort, by: Actor, at: datetime, **_signal: Any) -> None:
    tell_exam_open(cohort, by=by, at=at)
