from datetime import datetime
from typing import Any

from django.dispatch import receiver

from school.assessment.contest import signals as contest_signals
from school.assessment.models import Award, Contestant
from school.certificates import signals
from school.certificates.models import Certificate
from school.courses import signals as course_signals
from school.courses.models import Edition
from school.courses.soundness import Finding
from school.journal.actors import SYSTEM
from school.points import editions
from school.points import signals as ledger_signals
from school.points.cases import actions as cases
from school.points.models import Posting
from school.points.sources import passes, prizes


@receiver(signals.issued)
def award_for_a_certificate(
    sender: Any, certificate: Certificate, **kwargs: Any
) -> None:
    passes.award_course_pass(certificate)


@receiver(signals.revoked)
def take_back_for_a_revoked_certificate(
    sender: Any, certificate: Certificate, **kwargs: Any
) -> None:
    passes.take_back_course_pass(certificate)


@receiver(course_signals.edition_checked)
def check_the_points_rule(edition: Edition, **_signal: Any) -> list[Finding]:
    return editions.findings(edition)


@receiver(contest_signals.contest_entered)
def award_for_taking_part(
    sender: Any, contestant: Contestant, at: datetime, **_signal: Any
) -> None:
    prizes.award_taking_part(contestant, at=at)


@receiver(contest_signals.contest_awarded)
def award_for_a_prize(sender: Any, award: Award, at: datetime, **_signal: Any) -> None:
    prizes.award_prize(award, at=at)


@receiver(contest_signals.contest_award_withdrawn)
def take_back_for_a_lost_prize(
    sender: Any, award: Award, at: datetime, **_signal: Any
) -> None:
    prizes.take_back_prize(award, at=at)


@receiver(ledger_signals.posted)
def close_a_case_that_was_reversed(
    sender: Any, posting: Posting, **_signal: Any
) -> None:
    cases.follow_reversal(posting, by=SYSTEM)
