from typing import Any

from django.dispatch import receiver

from school.certificates import signals
from school.certificates.models import Certificate
from school.points import actions


@receiver(signals.issued)
def award_for_a_certificate(
    sender: Any, certificate: Certificate, **kwargs: Any
) -> None:
    actions.award_course_pass(certificate)


@receiver(signals.revoked)
def take_back_for_a_revoked_certificate(
    sender: Any, certificate: Certificate, **kwargs: Any
) -> None:
    actions.take_back_course_pass(certificate)
