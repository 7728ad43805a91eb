"""Files are kept no longer than a case needs them; rows, words and hashes stay."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.points.cases import rules
from school.points.cases.models import Case, CaseProof


@transaction.atomic
def forget_proofs(*, by: Actor, at: datetime | None = None) -> int:
    """Of cases in which nothing counts any more, or no longer than points do; how many it was."""
    now = at or timezone.now()
    if by is not SYSTEM:
        raise NotPermitted
    nothing = [Case.Status.WITHDRAWN, Case.Status.REVERSED]
    soon, late = now - rules.KEPT_IF_FALLEN, now - rules.KEPT_IF_STOOD
    fallen = Q(status__in=nothing) & ~Q(steps__at__gte=soon)
    stood = Q(status=Case.Status.POSTED) & ~Q(steps__at__gte=late)
    cases = Case.objects.filter(fallen | stood).distinct()
    removed = 0
    for case in cases.exclude(proofs=None):
        proofs = case.proofs.exclude(file="")
        files = [(proof.file.storage, str(proof.file.name)) for proof in proofs]
        if not files:
            continue
        CaseProof.objects.filter(pk__in=[proof.pk for proof in proofs]).update(file="")
        for storage, name in files:
            transaction.on_commit(partial(storage.delete, name))
        removed += len(files)
        data = {"files": len(files)}
        journal.record(
            by=by, verb="points.forget_case_files", on=case, data=data, at=now
        )
    return removed
