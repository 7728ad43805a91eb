"""A new edition begins as a draft with everything that the edition before it says."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from school.courses import access, signals
from school.courses.actions.removal import refusing_what_is_held
from school.courses.models import (
    CriticalFail,
    Edition,
    Evening,
    Item,
    Lesson,
    Module,
    Station,
)
from school.courses.refusals import (
    DraftInUse,
    EditionInForceOnly,
    NotInDraft,
    VersionTaken,
)
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted

Row = TypeVar("Row", bound=models.Model)
Pairs = dict[int, Any]


@transaction.atomic
def draft_edition(
    based_on: Edition, *, version: str, by: Actor, at: datetime | None = None
) -> Edition:
    """Copy the edition as a draft under a new version; higher apps copy what is theirs."""
    if not access.can_write(by):
        raise NotPermitted
    if based_on.is_draft:
        raise EditionInForceOnly
    at = at or timezone.now()
    edition = _copy(
        based_on,
        version=version,
        status=Edition.Status.DRAFT,
        based_on_id=based_on.pk,
        signed_off_by_id=None,
        signed_off_at=None,
        source_hash="",
    )
    try:
        with transaction.atomic():
            edition.save(force_insert=True)
    except IntegrityError as error:
        raise VersionTaken(version=version) from error
    _copy_content(based_on, edition)
    journal.record(
        by=by,
        verb="courses.draft_edition",
        on=edition,
        data={"based_on": based_on.version},
        at=at,
    )
    signals.edition_drafted.send(
        sender=Edition, edition=edition, based_on=based_on, by=by, at=at
    )
    return edition


@transaction.atomic
@refusing_what_is_held()
def discard_draft(edition: Edition, *, by: Actor, at: datetime | None = None) -> None:
    """Throw a draft away, with its questions; nothing that was published is ever lost."""
    if not access.can_write(by):
        raise NotPermitted
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    if not edition.is_draft:
        raise NotInDraft
    if edition.cohorts.exists():
        raise DraftInUse
    journal.record(
        by=by,
        verb="courses.discard_draft",
        on=edition,
        data={"version": edition.version},
        at=at,
    )
    signals.edition_discarded.send(sender=Edition, edition=edition, by=by, at=at)
    edition.delete()


def _copy(row: Row, **changes: Any) -> Row:
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    return type(row)(**(values | changes))


def _copy_content(source: Edition, target: Edition) -> None:
    modules = _copies(
        Module.objects.filter(edition=source), edition_id={source.pk: target.pk}
    )
    ids = {old: new.pk for old, new in modules.items()}
    _copies(
        Evening.objects.filter(edition=source),
        edition_id={source.pk: target.pk},
        module_id=ids,
    )
    lessons = _copies(Lesson.objects.filter(module__edition=source), module_id=ids)
    stations = _copies(
        Station.objects.filter(edition=source), edition_id={source.pk: target.pk}
    )
    station_ids = {old: new.pk for old, new in stations.items()}
    for part in (Item, CriticalFail):
        _copies(part.objects.filter(station__edition=source), station_id=station_ids)
    lesson_ids = {old: new.pk for old, new in lessons.items()}
    _copy_links(Station.modules.through, station_id=station_ids, module_id=ids)
    _copy_links(Station.lessons.through, station_id=station_ids, lesson_id=lesson_ids)
    _copy_links(Station.standards.through, station_id=station_ids)
    _copy_links(Lesson.standards.through, lesson_id=lesson_ids)


def _copies(rows: Iterable[Any], **owners: Mapping[int, int]) -> Pairs:
    """Copies of the rows, belonging to the copies of what the rows belong to: old id -> copy."""
    rows = list(rows)
    copies = [
        _copy(
            row, **{name: new.get(getattr(row, name)) for name, new in owners.items()}
        )
        for row in rows
    ]
    if copies:
        type(copies[0])._default_manager.bulk_create(copies)
    return {row.pk: copy for row, copy in zip(rows, copies, strict=True)}


def _copy_links(through: Any, **owners: Mapping[int, int]) -> None:
    first, own = next(iter(owners.items()))
    _copies(through.objects.filter(**{f"{first}__in": own}), **owners)
