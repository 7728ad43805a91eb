from typing import Any

from django.dispatch import receiver

from school.certificates import signals
from school.certificates.models import Certificate
from school.courses import signals as course_signals
from school.courses.models import Edition
from school.courses.soundness import Finding
from school.points import actions, editions


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


@receiver(course_signals.edition_checked)
def check_the_points_rule(edition: Edition, **_signal: Any) -> list[Finding]:
    return editions.findings(edition)
