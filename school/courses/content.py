"""Reading whole editions from the tables, in the same number of queries for one or two."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model, QuerySet

from school.courses.models import (
    CriticalFail,
    Edition,
    Evening,
    Item,
    Lesson,
    Module,
    Station,
)
from school.courses.rules.content import Content, Kind, Part

# What an edition is called by, or what becomes of it, is none of its content.
NOT_CONTENT = {
    "id",
    "code",
    "course",
    "version",
    "status",
    "based_on",
    "signed_off_by",
    "signed_off_at",
    "source_hash",
    "edition",
    "station",
    "no_critical_by",
}
# What a row is within, where that is not the edition itself.
HOLDER: dict[Kind, str] = {
    "lesson": "module",
    "item": "station",
    "critical_fail": "station",
}


def content_of(edition: Edition) -> Content:
    return contents_of([edition])[0]


def contents_of(editions: Sequence[Edition]) -> list[Content]:
    ids = [edition.pk for edition in editions]
    modules = list(Module.objects.filter(edition__in=ids).order_by("number", "code"))
    lessons = _linked(
        Lesson.objects.filter(module__in=modules)
        .select_related("module")
        .order_by("module__number", "number", "code"),
        "standards",
    )
    evenings = list(
        Evening.objects.filter(edition__in=ids)
        .select_related("module")
        .order_by("number")
    )
    stations = _linked(
        Station.objects.filter(edition__in=ids).order_by("number", "code"),
        "modules",
        "lessons",
        "standards",
    )
    items, fails = _of_stations(Item, stations), _of_stations(CriticalFail, stations)
    return [
        Content(
            facts=_part("facts", edition),
            modules=_parts("module", modules, edition),
            lessons=_parts("lesson", lessons, edition),
            evenings=_parts("evening", evenings, edition),
            stations=_parts("station", stations, edition),
            items=_parts("item", items, edition),
            critical_fails=_parts("critical_fail", fails, edition),
        )
        for edition in editions
    ]


def _linked(rows: QuerySet[Any], *links: str) -> list[Any]:
    return list(rows.prefetch_related(*links))


def _of_stations(model: Any, stations: Iterable[Station]) -> list[Any]:
    order = ("station__number", "station__code", "number", "code")
    rows = model.objects.filter(station__in=stations).select_related("station")
    return list(rows.order_by(*order))


def _parts(kind: Kind, rows: Iterable[Any], edition: Edition) -> tuple[Part, ...]:
    holder = HOLDER.get(kind, "")
    return tuple(
        _part(kind, row, getattr(row, holder).code if holder else "")
        for row in rows
        if (getattr(row, holder) if holder else row).edition_id == edition.pk
    )


def _part(kind: Kind, row: Any, within: str = "") -> Part:
    code = row.version if kind == "facts" else row.code
    return Part(kind=kind, code=code, values=_values(row), within=within)


def _values(row: Model) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        if field.name in NOT_CONTENT:
            continue
        value = getattr(row, field.name)
        values[field.name] = value.code if isinstance(value, Module) else value
    for link in row._meta.many_to_many:
        values[link.name] = sorted(one.code for one in getattr(row, link.name).all())
    return values
