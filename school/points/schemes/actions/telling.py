"""Who is told of a version: the second person, the first, and every worker once."""

from datetime import datetime

from django.urls import reverse

from school.lib import queue
from school.notices.actions import notify_colleague
from school.people.access import holders_of
from school.people.models import User
from school.points.schemes.actions.holding import APPROVE_RIGHT
from school.points.schemes.announcing import tell_workers
from school.points.schemes.models import Scheme


def announce(scheme: Scheme) -> None:
    queue.enqueue(tell_workers, scheme.pk)


def tell_seconds(scheme: Scheme, *, by: User, at: datetime) -> None:
    for user in holders_of(APPROVE_RIGHT):
        if user != by:
            _tell(scheme, user, "rules_wait", by=by, at=at)


def tell_proposer(scheme: Scheme, *, by: User, at: datetime) -> None:
    assert scheme.proposed_by
    _tell(
        scheme,
        scheme.proposed_by,
        "rules_answered",
        by=by,
        at=at,
        is_confirmed=scheme.status == Scheme.Status.APPROVED,
        why=scheme.answer,
    )


def _tell(
    scheme: Scheme, user: User, kind: str, *, by: User, at: datetime, **more: str | bool
) -> None:
    notify_colleague(
        user,
        kind=kind,
        context={"version": scheme.version, "name": str(by), **more},
        link=reverse("points_desk:scheme", args=[scheme.code]),
        by=by,
        at=at,
    )
