from django.utils import timezone

from school.journal.actors import SYSTEM
from school.lib.queue import enqueue
from school.people.actions import handed_in
from school.wages import retention
from school.wages.uploads import actions
from school.wages.uploads.models import WageUpload


def take_upload(upload_id: int) -> None:
    upload = WageUpload.objects.select_related("company", "by").get(pk=upload_id)
    if upload.status != WageUpload.Status.TAKING:
        return
    actions.carry_on(upload, by=SYSTEM)


def mind_uploads() -> None:
    """Every five minutes: go on with what no worker finished, drop what nobody decided."""
    now = timezone.now()
    for upload in handed_in.abandoned(WageUpload.objects.all(), at=now):
        enqueue(take_upload, upload.pk)
    retention.remove_undecided(now)
