"""Those who may confirm a deed hear that one waits, and who entered it what became of it."""

from datetime import datetime

from django.urls import reverse

from school.journal.actors import Actor
from school.people.access import holders_of, is_self
from school.people.models import User
from school.points.cases.ties import Ties
from school.points.deeds import access
from school.points.deeds.models import Deed
from school.points.telling import tell_colleague


def tell_confirmers(deed: Deed, *, by: User, at: datetime) -> None:
    """Whose role the rule names, or who may award with such a one; nobody who is too close."""
    may = [
        user
        for user in holders_of(access.ENTER)
        if user.pk != deed.entered_by_id
        and not is_self(deed.person, user)
        and access.suffice(deed.rule, deed.entered_by, user)
    ]
    for user in Ties(may).free(deed.person):
        _tell(deed, user, "deed_waits", by=by, at=at)


def tell_enterer(deed: Deed, *, by: User, at: datetime) -> None:
    """Unless it was her own word."""
    if deed.entered_by_id == by.pk:
        return
    is_confirmed = deed.status == Deed.Status.GIVEN
    _tell(
        deed,
        deed.entered_by,
        "deed_answered",
        by=by,
        at=at,
        is_confirmed=is_confirmed,
        why=deed.answer,
    )


def _tell(
    deed: Deed, user: User, kind: str, *, by: Actor, at: datetime, **more: str | bool
) -> None:
    link = reverse("points_desk:deed", args=[deed.code])
    tell_colleague(user, kind, rule=deed.rule, link=link, by=by, at=at, **more)
