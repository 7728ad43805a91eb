from datetime import datetime
from typing import Any

from django.dispatch import receiver

from school.assessment.models import Result
from school.assessment.signals import result_decided
from school.certificates.actions import printing
from school.certificates.renewal import actions as renewal


@receiver(result_decided)
def set_aside_what_waits(
    sender: Any, result: Result, at: datetime, **_signal: Any
) -> None:
    printing.follow_result(result, at=at)


@receiver(result_decided)
def renew_by_a_refresher(
    sender: Any, result: Result, at: datetime, **_signal: Any
) -> None:
    renewal.follow_result(result, at=at)
