"""Writing a draft, a page at a time. What a page shows is brought in line with what it says.

Each verb takes `seen`, the seal of the page as its writer read it: whoever saves over
somebody else's words is told first.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from school.courses import access, signals
from school.courses.actions.removal import refusing_what_is_held
from school.courses.content import content_of
from school.courses.models import (
    CriticalFail,
    Edition,
    Evening,
    Item,
    Lesson,
    Module,
    Standard,
    Station,
)
from school.courses.refusals import (
    CodeTaken,
    EditedMeanwhile,
    ModuleInUse,
    NotInDraft,
)
from school.courses.rules.content import Kind, seal
from school.journal import actions as journal
from school.journal.actors import Actor
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.lib.sync import bring_in_line

Values = Mapping[str, Any]
# Out of the way while evenings change their numbers among each other.
ASIDE = 1000


@transaction.atomic
def write_facts(
    edition: Edition,
    *,
    values: Values,
    by: Actor,
    seen: str | None = None,
    at: datetime | None = None,
) -> Edition:
    edition = _held(edition, by=by)
    _refuse_unseen(edition, "facts", seen=seen)
    for column, value in values.items():
        setattr(edition, column, value)
    edition.save(update_fields=list(values))
    _record(edition, "facts", "", by=by, at=at)
    return edition


@transaction.atomic
@refusing_what_is_held()
def write_module(
    edition: Edition,
    *,
    code: str,
    values: Values,
    lessons: Sequence[Values],
    by: Actor,
    is_new: bool = False,
    seen: str | None = None,
    at: datetime | None = None,
) -> Module:
    """The module and its lessons; a lesson that is left out goes."""
    edition = _held(edition, by=by)
    _refuse_unseen(edition, "module", code, seen=seen)
    _refuse_taken(edition.modules, code, is_new=is_new)
    module, _made = Module.objects.update_or_create(
        edition=edition, code=code, defaults=dict(values)
    )
    wanted, standards = {}, {}
    given = Lesson.objects.filter(module__edition__course=edition.course_id)
    numbered = _numbered(lessons, f"{code}-L", given, digits=1)
    for number, row in enumerate(numbered, start=1):
        name = row.pop("code")
        standards[name] = row.pop("standards", [])
        wanted[name] = {**row, "module_id": module.pk, "number": number}
    made = bring_in_line(module.lessons.all(), wanted)[0]
    _link_standards(made, standards)
    _record(edition, "module", code, by=by, at=at)
    return module


@transaction.atomic
@refusing_what_is_held()
def remove_module(
    edition: Edition, *, code: str, by: Actor, at: datetime | None = None
) -> None:
    edition = _held(edition, by=by)
    module = edition.modules.get(code=code)
    if module.evenings.exists():
        raise ModuleInUse(title=str(module))
    signals.modules_removed.send(
        sender=Module, edition=edition, codes=[code], by=by, at=at
    )
    module.delete()
    _record(edition, "module", code, by=by, at=at, is_removed=True)


@transaction.atomic
@refusing_what_is_held()
def write_evenings(
    edition: Edition,
    *,
    rows: Sequence[Values],
    by: Actor,
    seen: str | None = None,
    at: datetime | None = None,
) -> Edition:
    """The whole plan, in the order of the rows."""
    edition = _held(edition, by=by)
    _refuse_unseen(edition, "evening", seen=seen)
    wanted = {}
    given = Evening.objects.filter(edition__course=edition.course_id)
    numbered = _numbered(rows, f"{edition.course.code}-E", given)
    for number, row in enumerate(numbered, start=1):
        wanted[row.pop("code")] = {**row, "number": number, "edition_id": edition.pk}
    edition.evenings.update(number=F("number") + ASIDE)
    bring_in_line(edition.evenings.all(), wanted)
    _record(edition, "evening", "", by=by, at=at)
    return edition


@transaction.atomic
@refusing_what_is_held()
def write_station(
    edition: Edition,
    *,
    code: str,
    values: Values,
    links: Mapping[str, Iterable[Any]],
    items: Sequence[Values],
    critical_fails: Sequence[Values],
    by: Actor,
    is_new: bool = False,
    seen: str | None = None,
    at: datetime | None = None,
) -> Station:
    """The station with its items and critical fails; whoever says that it needs none is named."""
    edition = _held(edition, by=by)
    _refuse_unseen(edition, "station", code, seen=seen)
    _refuse_taken(edition.stations, code, is_new=is_new)
    station = Station(edition=edition, code=code)
    station = edition.stations.filter(code=code).first() or station
    _answer_for(station, values.get("no_critical_reason", ""), by=by)
    for column, value in values.items():
        setattr(station, column, value)
    station.save()
    for name, rows in links.items():
        getattr(station, name).set(rows)
    _write_rows(station, Item, items, f"{code}-I", digits=2)
    _write_rows(station, CriticalFail, critical_fails, f"{code}-X", digits=1)
    _record(edition, "station", code, by=by, at=at)
    return station


@transaction.atomic
@refusing_what_is_held()
def remove_station(
    edition: Edition, *, code: str, by: Actor, at: datetime | None = None
) -> None:
    edition = _held(edition, by=by)
    edition.stations.get(code=code).delete()
    _record(edition, "station", code, by=by, at=at, is_removed=True)


def _write_rows(
    station: Station, model: Any, rows: Sequence[Values], stem: str, *, digits: int
) -> None:
    given = model.objects.filter(station__edition__course=station.edition.course_id)
    wanted = {}
    for number, row in enumerate(_numbered(rows, stem, given, digits=digits), start=1):
        wanted[row.pop("code")] = {**row, "number": number, "station_id": station.pk}
    bring_in_line(model.objects.filter(station=station), wanted)


def _held(edition: Edition, *, by: Actor) -> Edition:
    if not access.can_write(by):
        raise NotPermitted
    held = Edition.objects.select_for_update(of=("self",)).select_related("course")
    edition = held.get(pk=edition.pk)
    if not edition.is_draft:
        raise NotInDraft
    return edition


def _refuse_unseen(
    edition: Edition, kind: Kind, code: str = "", *, seen: str | None
) -> None:
    """None says that the writer has read nothing that could have changed."""
    if seen is None or seen == seal(content_of(edition).page_of(kind, code)):
        return
    last = Entry.objects.filter(
        object_type=edition._meta.label_lower, object_id=str(edition.pk)
    ).first()
    raise EditedMeanwhile(who=last.actor_label if last else "")


def _refuse_taken(rows: Any, code: str, *, is_new: bool) -> None:
    if is_new and rows.filter(code=code).exists():
        raise CodeTaken(code=code)


def _numbered(
    rows: Sequence[Values], stem: str, given: "QuerySet[Any]", *, digits: int = 2
) -> list[dict[str, Any]]:
    """The rows, those without a code under the next one that no edition ever gave.

    A code outlives editions: pages, questions and comparisons go by it.
    """
    taken = {row["code"] for row in rows if row.get("code")}
    taken |= set(given.values_list("code", flat=True))
    number, named = 0, []
    for row in rows:
        code = row.get("code")
        while not code:
            number += 1
            free = f"{stem}{number:0{digits}d}"
            code = "" if free in taken else free
        taken.add(code)
        named.append({**row, "code": code})
    return named


def _link_standards(
    lessons: Mapping[str, Lesson], standards: Mapping[str, Iterable[Standard]]
) -> None:
    for code, lesson in lessons.items():
        lesson.standards.set(standards[code])


def _answer_for(station: Station, reason: str, *, by: Actor) -> None:
    if not reason:
        station.no_critical_by = None
    elif reason != station.no_critical_reason:
        station.no_critical_by_id = by.pk or None


def _record(
    edition: Edition,
    kind: Kind,
    code: str,
    *,
    by: Actor,
    at: datetime | None,
    is_removed: bool = False,
) -> None:
    """What the files said is not what the edition says any more."""
    Edition.objects.filter(pk=edition.pk).update(source_hash="")
    journal.record(
        by=by,
        verb="courses.write_edition",
        on=edition,
        data={"part": kind, "code": code, "removed": is_removed},
        at=at,
    )
