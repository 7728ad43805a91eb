from datetime import timedelta

from django.utils import timezone

from school.assessment import actions
from school.assessment.models import Correction
from school.journal.actors import SYSTEM
from school.lib.queue import enqueue

# The papers of a class take seconds; what is open after this was left by a worker that
# died, or waits behind others, where going on twice does no harm.
ABANDONED = timedelta(minutes=2)


def close_overdue_exams() -> int:
    """Hand in the papers whose time is up, of those who have gone away."""
    return actions.close_overdue_exams()


def remark(correction_id: int) -> int:
    """Mark the papers again that had a corrected question; begun again, it goes on."""
    return actions.remark(Correction.objects.get(pk=correction_id))


def resume_remarking() -> None:
    """Every minute: queue the corrections that no worker finished."""
    before = timezone.now() - ABANDONED
    left = Correction.objects.in_force().filter(finished_at=None)
    for correction in left.filter(confirmed_at__lt=before):
        enqueue(remark, correction.pk)


def forget_question_files() -> None:
    """Every day: files of questions that were looked at and left."""
    actions.forget_files(by=SYSTEM)


def warn_of_licences() -> None:
    """Every day: examiners' licences that end within thirty days."""
    actions.warn_of_licences(by=SYSTEM)


def forget_proofs() -> int:
    """Every day: photos, clips and voice notes that were kept long enough."""
    return actions.forget_proofs(by=SYSTEM)
