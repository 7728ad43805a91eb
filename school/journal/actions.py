from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone

from school.journal.actors import Actor, Command, LinkHolder, System
from school.journal.models import Entry
from school.journal.requests import current_request_id
from school.journal.things import Thing


def record(
    *,
    by: Actor,
    verb: str,
    on: Model | Thing,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> Entry:
    """Append that `by` did `verb` (`app.verb`) to `on`.

    Called inside the transaction of the change, so that neither stands without the
    other. `data` holds no personal secrets: it is shown to auditors.
    """
    entry = _entry(by=by, verb=verb, on=on, reason=reason, data=data, at=at)
    entry.save()
    return entry


def record_each(
    *,
    by: Actor,
    verb: str,
    on: Iterable[Model],
    data: Callable[[Model], Mapping[str, Any]] | None = None,
    at: datetime | None = None,
) -> None:
    """The same of many things, in few statements; `data` tells it of each."""
    now = at or timezone.now()
    Entry.objects.bulk_create(
        _entry(
            by=by,
            verb=verb,
            on=one,
            reason="",
            data=data(one) if data else None,
            at=now,
        )
        for one in on
    )


def _entry(
    *,
    by: Actor,
    verb: str,
    on: Model | Thing,
    reason: str,
    data: Mapping[str, Any] | None,
    at: datetime | None,
) -> Entry:
    return Entry(
        at=at or timezone.now(),
        actor_type=_type(by),
        actor_id=str(by.pk),
        actor_label=str(by)[:120],
        verb=verb,
        object_type=_type(on),
        object_id=str(on.pk),
        object_label=str(on)[:200],
        reason=reason,
        data=dict(data or {}),
        request_id=current_request_id(),
    )


def _type(thing: Actor | Model | Thing) -> str:
    if isinstance(thing, System | Command | LinkHolder | Thing):
        return thing.kind
    return thing._meta.label_lower if isinstance(thing, Model) else System.kind
