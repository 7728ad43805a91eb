from datetime import datetime, timedelta
from functools import partial

from django.utils import timezone

from school.journal.actors import SYSTEM
from school.lib.one_by_one import one_by_one, step_by_step
from school.points.accounts import people_with_ended
from school.points.actions import expire, warn_of_expiry
from school.points.rules.lots import NOTICE_DAYS


def turn_points() -> int:
    """Every night: what is 24 months old expires, and what soon will be is told."""
    now = timezone.now()
    return step_by_step(partial(_expire, now), partial(_warn, now))


def _expire(now: datetime) -> int:
    over = people_with_ended(timezone.localdate(now))
    found = one_by_one(over, partial(expire, by=SYSTEM, at=now))
    return len([one for one in found if one is not None])


def _warn(now: datetime) -> int:
    soon = people_with_ended(timezone.localdate(now) + timedelta(days=NOTICE_DAYS + 1))
    told = one_by_one(soon, partial(warn_of_expiry, by=SYSTEM, at=now))
    return len([one for one in told if one is not None])
