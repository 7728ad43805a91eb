from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from school.enrollment.actions.merits import towns_of
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.wages.minimum import refusals
from school.wages.minimum.rules import Minimum
from school.wages.models import MinimumWage

ADD = "wages.add_minimumwage"


@transaction.atomic
def enter_minimum(
    *,
    towns: str,
    unit: str,
    amount_fen: int,
    begins_on: date,
    source: str,
    by: Actor,
    at: datetime | None = None,
) -> MinimumWage:
    """Note a minimum wage from the day on which it holds; what was noted before stays."""
    at = at or timezone.now()
    if not by.has_perm(ADD):
        raise NotPermitted
    if not towns_of(towns):
        raise refusals.NoTown
    if not source.strip():
        raise refusals.NoSource
    entered = MinimumWage.objects.create(
        towns=towns.strip(),
        unit=unit,
        amount_fen=amount_fen,
        begins_on=begins_on,
        source=source.strip(),
        actor_label=str(by)[:120],
        at=at,
    )
    journal.record(by=by, verb="wages.enter_minimum", on=entered, at=at)
    return entered


def known() -> list[Minimum]:
    """In the order in which they were entered."""
    return [
        Minimum(
            towns=frozenset(towns_of(one.towns)),
            unit=one.unit,
            amount_fen=one.amount_fen,
            begins_on=one.begins_on,
        )
        for one in MinimumWage.objects.order_by("pk")
    ]
