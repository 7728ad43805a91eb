"""Bringing rows in line with what a file says, and counting what that took."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Counts:
    created: int = 0
    updated: int = 0
    removed: int = 0
    unchanged: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            *(
                getattr(self, part.name) + getattr(other, part.name)
                for part in fields(self)
            )
        )

    @property
    def changed(self) -> int:
        return self.created + self.updated + self.removed


def bring_in_line(
    rows: "QuerySet[Row]",
    wanted: Mapping[str, Mapping[str, Any]],
    *,
    key: str = "code",
    keep_others: bool = False,
) -> tuple[dict[str, Row], Counts]:
    """Make `rows` be `wanted`: key -> the values of its columns.

    Rows keep their identity by `key`, so what refers to them still does. Rows that
    are not wanted are removed, unless others are kept.
    """
    present = {str(getattr(row, key)): row for row in rows}
    surplus = [row.pk for name, row in present.items() if name not in wanted]
    if keep_others:
        surplus = []
    if surplus:
        rows.filter(pk__in=surplus).delete()
    updated = 0
    for name, row in present.items():
        if name in wanted and _update(row, wanted[name]):
            updated += 1
    missing = [
        rows.model(**{key: name, **values})
        for name, values in wanted.items()
        if name not in present
    ]
    made = rows.model._default_manager.bulk_create(missing)
    kept = {name: row for name, row in present.items() if name in wanted}
    counts = Counts(len(made), updated, len(surplus), len(kept) - updated)
    return {**kept, **{str(getattr(row, key)): row for row in made}}, counts


def _update(row: Model, values: Mapping[str, Any]) -> bool:
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
    return bool(changed)
