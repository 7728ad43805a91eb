from datetime import timedelta

from django.utils import timezone

from school.lib.queue import enqueue
from school.outcomes.dossier import making
from school.outcomes.dossier.models import Dossier

# A dossier takes seconds; one still open after this was left by a worker that died.
ABANDONED = timedelta(minutes=3)


def make_dossier(dossier_id: int) -> None:
    dossier = Dossier.objects.get(pk=dossier_id)
    if dossier.finished_at is None:
        making.make(dossier)


def resume_dossiers() -> None:
    """Every five minutes: queue the dossiers that no worker finished."""
    before = timezone.now() - ABANDONED
    for dossier in Dossier.objects.filter(finished_at=None, asked_at__lt=before):
        enqueue(make_dossier, dossier.pk)
