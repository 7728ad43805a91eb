from datetime import datetime
from typing import Any

from django.dispatch import receiver

from school.enrollment import signals
from school.enrollment.models import Enrollment
from school.journal.actors import Actor
from school.people.models import ConsentText, Person
from school.people.signals import consent_withdrawn
from school.wages import actions
from school.wages.payslips.actions import drop_payslips


@receiver(signals.completed)
def ask_again_later(
    sender: Any, enrollment: Enrollment, at: datetime, **kwargs: Any
) -> None:
    actions.schedule_follow_ups(enrollment, at=at)


@receiver(signals.waited_in_vain)
def ask_who_waited(
    sender: Any, enrollment: Enrollment, at: datetime, **kwargs: Any
) -> None:
    actions.schedule_waited(enrollment, at=at)


@receiver(signals.enrolled)
def ask_no_more_who_waited(
    sender: Any, enrollment: Enrollment, by: Actor, at: datetime, **kwargs: Any
) -> None:
    actions.end_waited(enrollment, by=by, at=at)


@receiver(signals.enrolled)
def keep_pay_before(
    sender: Any, enrollment: Enrollment, by: Actor, at: datetime, **kwargs: Any
) -> None:
    actions.carry_baseline(enrollment, by=by, at=at)


@receiver(consent_withdrawn)
def payslips_not_agreed_any_more(
    person: Person, purpose: str, by: Actor, at: datetime, **_signal: Any
) -> None:
    if purpose == ConsentText.Purpose.WAGES:
        drop_payslips(person, by=by, at=at)
