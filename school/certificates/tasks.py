from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from school.certificates.actions.announcing import announce_batch as announce_it
from school.certificates.actions.printing import give_up
from school.certificates.actions.printing import print_batch as print_it
from school.certificates.external import actions as external
from school.certificates.models import Batch, Certificate
from school.certificates.record import actions as record
from school.certificates.renewal.actions import remind_of_refreshers
from school.journal.actors import SYSTEM
from school.lib.queue import enqueue, tidy

# A batch of a class prints in seconds; one still open after this was left by a worker
# that died, or waits behind others, where printing it again does no harm.
ABANDONED = timedelta(seconds=60)
# Once a minute, so for about an hour: what has not mended by then, somebody has to mend.
MOST_TRIES = 60


def print_batch(batch_id: int) -> None:
    batch = Batch.objects.get(pk=batch_id)
    if batch.finished_at is not None:
        return
    if batch.tries >= MOST_TRIES:
        give_up(batch)
        _queue_telling(when=timezone.now())
        return
    # Counted before it begins, so that a try which kills the worker counts too.
    Batch.objects.filter(pk=batch.pk).update(tries=F("tries") + 1)
    try:
        print_it(batch)
    finally:
        tidy()
    # Paper first: telling waits for the last of the classes that are printed just now,
    # or, behind one that is held up, for the round of every minute.
    if not Batch.objects.filter(finished_at=None).exists():
        _queue_telling(when=timezone.now())


def announce_batch(batch_id: int) -> int:
    return announce_it(Batch.objects.get(pk=batch_id))


def resume_batches() -> None:
    """Every minute: queue the batches that no worker finished, and those not told of."""
    before = timezone.now() - ABANDONED
    for batch in Batch.objects.filter(finished_at=None, requested_at__lt=before):
        enqueue(print_batch, batch.pk)
    _queue_telling(when=before)


def _queue_telling(*, when: datetime) -> None:
    """Of what was printed by then and nobody was told of yet."""
    untold = Certificate.objects.untold().filter(printed_at__lte=when)
    for batch_id in untold.values_list("batch", flat=True).order_by().distinct():
        enqueue(announce_batch, batch_id)


def remind_of_ends() -> int:
    """Every day: certificates of other bodies that end soon, and refreshers of ours."""
    return external.remind_of_ends(by=SYSTEM) + remind_of_refreshers(by=SYSTEM)


def purge_evidence() -> int:
    """Every day: pictures of certificates of other bodies that were refused."""
    return external.purge_evidence(by=SYSTEM)


def remind_of_reviews() -> int:
    """Every day: home-service cards whose annual review is near."""
    return record.remind_of_reviews(by=SYSTEM)
