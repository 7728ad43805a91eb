"""How often somebody may try, and how often it was tried."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from school.certificates.guessing.models import CheckCount
from school.certificates.models import Certificate
from school.lib import attempts

Kind, Outcome = CheckCount.Kind, CheckCount.Outcome
TEN_MINUTES, DAY = 600, 24 * 60 * 60


def may_try(
    what: str,
    who: str,
    *,
    most: int,
    kind: CheckCount.Kind,
    seconds: int = TEN_MINUTES,
    certificate: Certificate | None = None,
) -> bool:
    """Take one of `most` tries. Whoever is stopped is counted once, and costs no more."""
    if attempts.take(what, who, most=most, seconds=seconds):
        return True
    if attempts.take(f"{what}-stopped", who, most=1, seconds=seconds):
        count(kind, Outcome.STOPPED, certificate)
    return False


def count(
    kind: CheckCount.Kind,
    outcome: CheckCount.Outcome,
    certificate: Certificate | None,
    *,
    times: int = 1,
) -> None:
    if not times:
        return
    facts = {
        "day": timezone.localdate(),
        "kind": kind,
        "outcome": outcome,
        "certificate": certificate,
    }
    if _add(facts, times):
        return
    try:
        with transaction.atomic():
            CheckCount.objects.create(**facts, count=times)
    except IntegrityError:
        # Another was the first of the day at the same moment.
        _add(facts, times)


def _add(facts: dict[str, object], times: int) -> bool:
    return bool(CheckCount.objects.filter(**facts).update(count=F("count") + times))
