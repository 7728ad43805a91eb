"""Files and facts are kept no longer than a case needs them; rows, steps and hashes stay."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.lib.one_by_one import one_by_one
from school.points.cases import rules
from school.points.cases.models import Case, CaseProof


def forget_proofs(*, by: Actor, at: datetime | None = None) -> int:
    """Of cases in which nothing counts any more, or no longer than points do; how many files.

    What nobody has carried on for as long as that is forgotten too.
    """
    now = at or timezone.now()
    if by is not SYSTEM:
        raise NotPermitted
    return sum(one_by_one(past_cases(now), partial(_forget, by=by, at=now)))


def past_cases(now: datetime) -> QuerySet[Case]:
    soon, late = now - rules.KEPT_IF_FALLEN, now - rules.KEPT_IF_STOOD
    fallen = Q(status__in=Case.FALLEN) & ~Q(steps__at__gte=soon)
    stood = ~Q(status__in=Case.FALLEN) & ~Q(steps__at__gte=late)
    kept = ~Q(facts="") | Q(pk__in=CaseProof.objects.exclude(file="").values("case"))
    return Case.objects.filter(fallen | stood).filter(kept).order_by("pk").distinct()


def _forget(case: Case, *, by: Actor, at: datetime) -> int:
    proofs = case.proofs.exclude(file="")
    files = [(proof.file.storage, str(proof.file.name)) for proof in proofs]
    CaseProof.objects.filter(pk__in=[proof.pk for proof in proofs]).update(file="")
    case.facts = ""
    case.save(update_fields=["facts"])
    for storage, name in files:
        transaction.on_commit(partial(storage.delete, name))
    data = {"files": len(files)}
    journal.record(by=by, verb="points.forget_case_files", on=case, data=data, at=at)
    return len(files)
