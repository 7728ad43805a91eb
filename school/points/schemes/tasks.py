from functools import partial

from django.utils import timezone

from school.journal.actors import SYSTEM
from school.lib.one_by_one import one_by_one
from school.points.schemes.actions import enact_scheme
from school.points.schemes.models import APPROVED, Scheme


def enact_due() -> int:
    """Every hour: the version whose day has come is put in force."""
    now = timezone.now()
    due = Scheme.objects.filter(status=APPROVED, starts_on__lte=timezone.localdate(now))
    return len(one_by_one(due, partial(enact_scheme, by=SYSTEM, at=now)))
