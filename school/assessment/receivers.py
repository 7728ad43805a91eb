from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.dispatch import receiver

from school.assessment import blueprint
from school.assessment.actions.bank import copy_bank, refuse_modules_with_questions
from school.assessment.actions.evenings import refuse_over_stations
from school.assessment.actions.exam import tell_exam_open
from school.assessment.actions.exchange import drop_files
from school.assessment.actions.proofs import drop_proofs
from school.courses import signals
from school.courses.models import Cohort, Edition, Session
from school.courses.rules.content import Content
from school.courses.soundness import Finding
from school.journal.actors import Actor
from school.people.models import ConsentText, Person
from school.people.signals import consent_withdrawn


@receiver(signals.assessment_begun)
def assessment_begun(cohort: Cohort, by: Actor, at: datetime, **_signal: Any) -> None:
    tell_exam_open(cohort, by=by, at=at)


@receiver(signals.evenings_placed)
def evenings_placed(sessions: Sequence[Session], **_signal: Any) -> None:
    refuse_over_stations(sessions)


@receiver(signals.edition_drafted)
def edition_drafted(
    edition: Edition, based_on: Edition, by: Actor, at: datetime, **_signal: Any
) -> None:
    copy_bank(edition, based_on=based_on, by=by, at=at)


@receiver(signals.edition_discarded)
def edition_discarded(edition: Edition, **_signal: Any) -> None:
    drop_files(edition)


@receiver(signals.edition_checked)
def edition_checked(
    edition: Edition, content: Content, **_signal: Any
) -> list[Finding]:
    return blueprint.findings(edition, content)


@receiver(signals.modules_removed)
def modules_removed(edition: Edition, codes: list[str], **_signal: Any) -> None:
    refuse_modules_with_questions(edition, codes)


@receiver(consent_withdrawn)
def pictures_not_agreed_any_more(
    person: Person, purpose: str, by: Actor, at: datetime, **_signal: Any
) -> None:
    if purpose == ConsentText.Purpose.PICTURES:
        drop_proofs(person, by=by, at=at)
