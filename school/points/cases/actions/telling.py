"""What the worker is told of her case, and those who are to handle it next."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from school.journal.actors import Actor
from school.notices.actions import notify, notify_colleague
from school.people.access import holders_of
from school.people.models import User
from school.points.cases.models import Case
from school.points.cases.ties import Ties


def tell_worker(
    case: Case, kind: str, *, by: Actor, at: datetime, **context: Any
) -> None:
    """In the inbox with the reason, by SMS without it."""
    notify(
        case.person,
        kind=kind,
        context={
            "reason": {"zh": case.rule.title_zh, "en": case.rule.title_en},
            **context,
        },
        link=reverse("points:case", args=[case.code]),
        by=by,
        at=at,
        sms=True,
    )


def tell_handlers(
    case: Case,
    kind: str,
    right: str,
    *,
    by: Actor,
    at: datetime,
    with_parts: bool = False,
    **context: Any,
) -> None:
    """Those who may take the next step: nobody close to her, and nobody who had a part in it.

    `with_parts`: those who proposed it or told her of it too.
    """
    parts = {case.opened_by_id, case.notified_by_id, case.confirmed_by_id}
    users = {user.pk: user for user in holders_of(right) if user.pk not in parts}
    if with_parts:
        users |= User.objects.filter(is_active=True).in_bulk(parts - {None})
    for user in Ties(users.values()).free(case.person):
        notify_colleague(
            user,
            kind=kind,
            context={
                "reason": {"zh": case.rule.title_zh, "en": case.rule.title_en},
                **context,
            },
            link=reverse("points_desk:case", args=[case.code]),
            by=by,
            at=at,
        )
