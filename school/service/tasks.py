from django.utils import timezone

from school.journal.actors import SYSTEM
from school.lib.queue import enqueue
from school.people.actions import handed_in
from school.service import actions, retention
from school.service.models import Upload


def take_upload(upload_id: int) -> None:
    upload = Upload.objects.get(pk=upload_id)
    if upload.status != Upload.Status.TAKING:
        return
    actions.carry_on(upload, by=SYSTEM)


def mind_uploads() -> None:
    """Every five minutes: go on with what no worker finished, drop what nobody decided."""
    now = timezone.now()
    for upload in handed_in.abandoned(Upload.objects.all(), at=now):
        enqueue(take_upload, upload.pk)
    retention.remove_undecided(now)


def forget_texts() -> int:
    """Every night: words of the platform that were kept long enough."""
    return actions.forget_texts(by=SYSTEM)
