"""One step of a redemption, taken under the locks in their one order."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from school.enrollment.places import held_person
from school.journal import actions as journal
from school.journal.actors import Actor
from school.notices.actions import notify
from school.points.shop import refusals, rules, stock
from school.points.shop.models import Redemption


def held(redemption: Redemption) -> Redemption:
    """The redemption as it stands now; its person and its reward are locked with it."""
    person = held_person(redemption.person_id)
    reward = stock.held(redemption.reward_id)
    rows = Redemption.objects.select_for_update(of=("self",), no_key=True)
    fresh = rows.select_related("hold", "enrollment__cohort").get(pk=redemption.pk)
    fresh.person, fresh.reward = person, reward
    return fresh


def take(
    redemption: Redemption,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    **columns: Any,
) -> Redemption:
    """Called with the row locked, by `held`."""
    sources, target = rules.TRANSITIONS[verb]
    if redemption.status not in sources:
        raise refusals.IsSettled(status=redemption.get_status_display())
    before, redemption.status = redemption.status, Redemption.Status(target)
    if target not in rules.OPEN:
        columns |= {"ended_at": at, "actor_label": str(by)[:120], "reason": reason}
    for name, value in columns.items():
        setattr(redemption, name, value)
    redemption.save(update_fields=["status", *columns])
    journal.record(
        by=by,
        verb=f"points.{verb}_redemption",
        on=redemption,
        reason=reason,
        data={"from": before, "to": target, "reward": redemption.reward.code},
        at=at,
    )
    return redemption


def tell(
    redemption: Redemption, kind: str, *, by: Actor, at: datetime, **context: Any
) -> None:
    reward = redemption.reward
    notify(
        redemption.person,
        kind=kind,
        context={
            "reward": {"zh": reward.title_zh, "en": reward.title_en},
            **context,
        },
        link=reverse("points:redemption", args=[redemption.code]),
        by=by,
        at=at,
    )
