from contextlib import suppress
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.lib.queue import enqueue
from school.outcomes import retention
from school.outcomes.dossier import making
from school.outcomes.dossier.models import Dossier
from school.outcomes.reports.actions import freeze_report
from school.outcomes.reports.models import Report
from school.outcomes.reports.refusals import LaterPublished, NothingToTell
from school.outcomes.reports.tasks import print_report
from school.outcomes.rules.periods import Span, last_over

# A dossier takes seconds; one still open after this was left by a worker that died.
ABANDONED = timedelta(minutes=3)
MOST_TRIES = 5


def make_dossier(dossier_id: int) -> None:
    dossier = Dossier.objects.get(pk=dossier_id)
    if dossier.finished_at is not None:
        return
    if dossier.tries >= MOST_TRIES:
        making.give_up(dossier)
        return
    # Counted before it begins, so that a try which kills the worker counts too.
    Dossier.objects.filter(pk=dossier.pk).update(tries=F("tries") + 1)
    making.make(dossier)


def resume_dossiers() -> None:
    """Every five minutes: queue the dossiers that no worker finished."""
    before = timezone.now() - ABANDONED
    for dossier in Dossier.objects.filter(finished_at=None, asked_at__lt=before):
        enqueue(make_dossier, dossier.pk)


def purge_dossiers() -> None:
    """Every day: delete the files with whole ID numbers that have served."""
    retention.remove(timezone.now())


def freeze_reports() -> None:
    """Every day: publish the year and the month that are over and have no report yet."""
    today = timezone.localdate()
    for span in (Span.YEAR, Span.MONTH):
        period = last_over(span, on=today)
        if not Report.objects.of(period).exists():
            with suppress(NothingToTell, LaterPublished):
                freeze_report(period, by=SYSTEM)
    for report in Report.objects.unprinted():
        enqueue(print_report, report.pk)
