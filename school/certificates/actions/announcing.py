"""Telling what is printed: its holder, and what counts certificates.

After the last file of the class, as a task of its own: the files are what the registrar
waits for, and trouble with a notice or with points keeps no file back.
"""

from datetime import datetime

from django.utils import timezone

from school.certificates import signals
from school.certificates.actions.printing import with_holders
from school.certificates.models import Batch, Certificate
from school.certificates.naming import named
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
    ways = [f"enrollment__person__{name}" for name in channels.READ_OF_EACH]
    untold = with_holders(batch.certificates.untold())
    untold = untold.select_related("enrollment__person__user").prefetch_related(*ways)
    return sum(one_by_one(untold, lambda one: _announce(one, at=at)))


def _announce(certificate: Certificate, *, at: datetime) -> bool:
    # Two workers may hold the batch: the row takes the first and holds up the second.
    untold = Certificate.objects.untold().filter(pk=certificate.pk)
    if not untold.update(told_at=at):
        return False
    signals.issued.send(sender=Certificate, certificate=certificate)
    notify(
        certificate.enrollment.person,
        kind="certificate_issued",
        context=named(certificate),
        link="/study/certificates/",
        by=SYSTEM,
        at=at,
        sms=True,
    )
    return True
