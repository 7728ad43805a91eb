"""Telling what is printed: its holder, and what counts certificates.

After the last file of the class, as a task of its own: the files are what the registrar
waits for, and trouble with a notice or with points keeps no file back.
"""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from school.certificates import signals
from school.certificates.models import Batch, Certificate
from school.journal.actors import SYSTEM
from school.lib.one_by_one import one_by_one
from school.notices import channels
from school.notices.actions import notify


def announce_batch(batch: Batch) -> int:
    """Tell of each that is valid, once; how many were told.

    Who fails is tried again by the next run. What is suspended by now is told of when it
    is reinstated; what is revoked or superseded, never.
    """
    at = timezone.now()
    told = one_by_one(
        _with_holders(batch.certificates.untold()), lambda one: _announce(one, at=at)
    )
    return sum(told)


def _announce(certificate: Certificate, *, at: datetime) -> bool:
    # Two workers may hold the batch: the row takes the first and holds up the second.
    untold = Certificate.objects.untold().filter(pk=certificate.pk)
    if not untold.update(told_at=at):
        return False
    certificate.told_at = at
    signals.issued.send(sender=Certificate, certificate=certificate)
    notify(
        certificate.enrollment.person,
        kind="certificate_issued",
        context={
            "course": certificate.claims["course_title_zh"],
            "course_en": certificate.claims["course_title_en"],
            "number": certificate.number,
        },
        link="/study/certificates/",
        by=SYSTEM,
        at=at,
        sms=True,
    )
    return True


def _with_holders(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """With all that telling reads of each; the class is one for all."""
    ways = [f"enrollment__person__{name}" for name in channels.READ_OF_EACH]
    return certificates.select_related("enrollment__person__user").prefetch_related(
        "enrollment__cohort__edition__course", *ways
    )
