"""Which people stand in a list of the desk, by the registry of what is whose."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from school.journal.things import Thing
from school.lib.personal import Hers, told_of
from school.looks.doors import seen_all
from school.looks.models import Look
from school.people.models import Person


def taken(request: HttpRequest, rows: QuerySet[Any, Any]) -> None:
    """For everybody of whom it tells something; for nobody what she is not told yet."""
    told = told_of(rows.model)
    if not isinstance(told, Hers):
        return
    options = rows.model._meta
    seen_all(
        request,
        people_in(rows, told),
        kind=Look.Kind.LIST,
        on=Thing("looks.list", options.label_lower, str(options.verbose_name_plural)),
        thing=options.label_lower,
    )


def people_in(rows: QuerySet[Any, Any], told: Hers) -> QuerySet[Person]:
    paths = (told.by,) if isinstance(told.by, str) else told.by
    shown = rows.model._base_manager.filter(
        told.when, pk__in=rows.order_by().values("pk")
    )
    found = Q()
    for path in paths:
        found |= Q(pk__in=shown.values(path))
    return Person.objects.filter(found)
