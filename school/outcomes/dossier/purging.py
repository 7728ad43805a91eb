"""What is not kept: files with whole ID numbers, once they have been handed over."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.outcomes.dossier import refusals
from school.outcomes.dossier.models import UNSEAL, Dossier


@transaction.atomic
def purge(dossier: Dossier, *, by: Actor, at: datetime | None = None) -> Dossier:
    """Delete the file of one with whole ID numbers; that it was made, and its hash, stay."""
    if not by.has_perm(UNSEAL):
        raise NotPermitted
    at = at or timezone.now()
    if not Dossier.objects.outlived(at=at).filter(pk=dossier.pk).exists():
        raise refusals.StillKept
    # The file first: what fails after it is done again, and no number outlives its row.
    dossier.file.delete(save=False)
    dossier.save(update_fields=["file"])
    journal.record(
        by=by,
        verb="outcomes.purge_dossier",
        on=dossier.cohort,
        data={"dossier": dossier.code, "sha256": dossier.sha256},
        at=at,
    )
    return dossier
