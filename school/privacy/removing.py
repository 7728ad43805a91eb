"""What is not kept: copies of personal data, once there was time to take them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.privacy import refusals
from school.privacy.models import EXPORT, PersonalExport


@transaction.atomic
def remove_export(
    export: PersonalExport, *, by: Actor, at: datetime | None = None
) -> PersonalExport:
    """Delete the file once its time is over; that it was made stays."""
    if not by.has_perm(EXPORT):
        raise NotPermitted
    at = at or timezone.now()
    if not PersonalExport.objects.outlived(at=at).filter(pk=export.pk).exists():
        raise refusals.StillKept
    # The file first: what fails after it is done again, and no copy outlives its row.
    export.file.delete(save=False)
    export.save(update_fields=["file"])
    journal.record(
        by=by,
        verb="privacy.remove_export",
        on=export.person,
        data={"export": export.code},
        at=at,
    )
    return export
