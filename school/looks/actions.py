from datetime import datetime

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.journal.things import Thing
from school.lib.errors import NotPermitted
from school.looks.book import enter
from school.looks.models import Look
from school.people.models import Person, User


@transaction.atomic
def open_data(
    of: QuerySet[Person],
    *,
    by: User,
    kind: Look.Kind,
    on: Model | Thing,
    thing: str = "",
    reason: str = "",
) -> int:
    """Keep that `by` sees data of those people, for them and for the journal.

    How many lines: none where the same was opened a short while ago, or is one's own.
    """
    now = timezone.now()
    entered = enter(of, by=by, kind=kind, thing=thing, reason=reason, at=now)
    if entered:
        journal.record(
            by=by,
            verb="looks.open_data",
            on=on,
            reason=reason,
            data={"kind": str(kind), "thing": thing, "people": entered},
            at=now,
        )
    return entered


@transaction.atomic
def remove_looks(*, by: Actor, at: datetime) -> int:
    """Take out what has stood its three years; the clockwork alone may."""
    if by is not SYSTEM:
        raise NotPermitted
    removed, _by_model = Look.objects.outlived(at=at).delete()
    if removed:
        lines = Thing("looks.lines", "", str(Look._meta.verbose_name_plural))
        journal.record(
            by=by, verb="looks.remove_looks", on=lines, data={"lines": removed}, at=at
        )
    return removed
