from datetime import datetime

from django.utils import timezone

from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.lib.one_by_one import one_by_one
from school.points.shop import rules
from school.points.shop.actions.ending import give_back, settle
from school.points.shop.actions.step import held, tell
from school.points.shop.hindrances import hindrances
from school.points.shop.models import Redemption


def begin_rights(*, by: Actor = SYSTEM, at: datetime | None = None) -> int:
    """The morning has come: the points are spent, or back where something now stands against it.

    What nobody outside may know yet does not count, a red card of which the time to
    appeal runs: a right that stayed away would tell of it.
    """
    if by is not SYSTEM:
        raise NotPermitted
    now = at or timezone.now()
    due = Redemption.objects.open().filter(
        reward__kind=rules.PRIORITY,
        priority_right__starts_on__lte=timezone.localdate(now),
    )
    return len(one_by_one(due.order_by("pk"), lambda one: _begin(one, by=by, at=now)))


def _begin(redemption: Redemption, *, by: Actor, at: datetime) -> Redemption:
    redemption = held(redemption)
    if not redemption.is_open:
        return redemption
    if against := hindrances(redemption.person, is_outside=True):
        why = " ".join(str(reason) for reason in against)[:200]
        give_back(redemption, "cancel", by=by, at=at, reason=why)
        points = redemption.cost
        tell(
            redemption, "redemption_cancelled", by=by, at=at, points=points, reason=why
        )
        return redemption
    settle(redemption, by=by, at=at)
    ends_on = redemption.priority_right.ends_on
    tell(redemption, "priority_begun", by=by, at=at, ends_on=ends_on)
    return redemption
