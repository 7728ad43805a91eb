"""Takes from every app what it said goes with a person, and leaves what it said stays."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import FileField, Model
from django.db.models.fields.files import FieldFile

from school.lib.personal import Cleared, Gone, Hers, after, told_of
from school.people.models import Person


def sweep(person: Person) -> dict[str, int]:
    """How many rows of each model went or were cleared; upper apps first, as they hang on lower ones."""
    done: dict[str, int] = {}
    for model, told in hers():
        what = after()[model._meta.label]
        rows = model._base_manager.filter(told.all_of(person.pk)).values_list("pk")
        found = model._base_manager.filter(pk__in=[pk for (pk,) in rows])
        if isinstance(what, Gone):
            _lose_files(found, _file_columns(model))
            done[model._meta.label] = found.count()
            found.delete()
        elif isinstance(what, Cleared):
            _lose_files(
                found, [one for one in _file_columns(model) if one in what.columns]
            )
            done[model._meta.label] = found.update(**what.columns)
    return {label: count for label, count in done.items() if count}


def hers() -> Iterator[tuple[type[Model], Hers]]:
    for config in apps.get_app_configs():
        for model in reversed(list(config.get_models())):
            told = told_of(model)
            if isinstance(told, Hers) and not model._meta.proxy:
                yield model, told


def _file_columns(model: type[Model]) -> list[str]:
    columns = model._meta.concrete_fields
    return [one.name for one in columns if isinstance(one, FileField)]


def _lose_files(found: Any, columns: list[str]) -> None:
    """Once the rows are written: a file without a row harms less than a row without its file."""
    for row in found if columns else ():
        for column in columns:
            file: FieldFile = getattr(row, column)
            if file:
                transaction.on_commit(partial(file.storage.delete, str(file.name)))
