from django.utils import timezone

from school.journal.actors import SYSTEM
from school.lib.queue import enqueue
from school.people.actions import handed_in
from school.wages.uploads import actions
from school.wages.uploads.models import WageUpload


def take_upload(upload_id: int) -> None:
    upload = WageUpload.objects.select_related("company", "by").get(pk=upload_id)
    if upload.status != WageUpload.Status.TAKING:
        return
    actions.carry_on(upload, by=SYSTEM)


def mind_uploads() -> None:
    """Every five minutes: go on with what no worker finished, drop what nobody decided."""
    now, uploads = timezone.now(), WageUpload.objects.all()
    for upload in handed_in.abandoned(uploads, at=now):
        enqueue(take_upload, upload.pk)
    for upload in handed_in.undecided(uploads, at=now):
        actions.drop_upload(upload, by=SYSTEM)
