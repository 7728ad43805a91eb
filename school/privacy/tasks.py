from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from school.lib.queue import enqueue
from school.privacy import retention
from school.privacy.export import making
from school.privacy.models import PersonalExport

# One takes seconds; what is still open after this was left by a worker that died.
ABANDONED = timedelta(minutes=15)
MOST_TRIES = 5


def make_export(export_id: int) -> None:
    export = PersonalExport.objects.get(pk=export_id)
    if not export.is_being_made:
        return
    if export.tries >= MOST_TRIES:
        making.give_up(export)
        return
    # Counted before it begins, so that a try which kills the worker counts too.
    PersonalExport.objects.filter(pk=export.pk).update(tries=F("tries") + 1)
    making.make(export)


def resume_exports() -> None:
    """Every quarter of an hour: queue the copies that no worker finished."""
    before = timezone.now() - ABANDONED
    for export in PersonalExport.objects.being_made().filter(asked_at__lt=before):
        enqueue(make_export, export.pk)


def remove_exports() -> None:
    """Every hour: delete the copies whose time is over."""
    retention.remove(timezone.now())
