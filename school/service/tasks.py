from datetime import timedelta

from django.utils import timezone

from school.journal.actors import SYSTEM
from school.lib.queue import enqueue
from school.service import actions
from school.service.models import Upload

# A table takes a minute; one still open after this was left by a worker that died.
ABANDONED = timedelta(minutes=12)
# Handed in and never decided: it holds telephone numbers.
UNDECIDED = timedelta(days=2)


def take_upload(upload_id: int) -> None:
    upload = Upload.objects.get(pk=upload_id)
    if upload.status != Upload.Status.TAKING:
        return
    actions.carry_on(upload, by=SYSTEM)


def mind_uploads() -> None:
    """Every five minutes: go on with what no worker finished, drop what nobody decided."""
    now = timezone.now()
    for upload in Upload.objects.filter(
        status=Upload.Status.TAKING, begun_at__lt=now - ABANDONED
    ):
        enqueue(take_upload, upload.pk)
    for upload in Upload.objects.filter(
        status=Upload.Status.CHECKED, at__lt=now - UNDECIDED
    ):
        actions.drop_upload(upload, by=SYSTEM)


def forget_texts() -> int:
    """Every night: words of the platform that were kept long enough."""
    return actions.forget_texts(by=SYSTEM)
