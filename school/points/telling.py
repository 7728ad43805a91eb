"""Colleagues hear of points that somebody is to be given by a rule."""

from datetime import datetime

from school.journal.actors import Actor
from school.notices.actions import notify_colleague
from school.people.models import User
from school.points.models import Rule


def tell_colleague(
    user: User,
    kind: str,
    *,
    rule: Rule,
    link: str,
    by: Actor,
    at: datetime,
    **more: str | bool,
) -> None:
    """By which rule and by whom; `more` is what only this kind says."""
    notify_colleague(
        user,
        kind=kind,
        context={
            "reason": {"zh": rule.title_zh, "en": rule.title_en},
            "name": str(by),
            **more,
        },
        link=link,
        by=by,
        at=at,
    )
