"""What the school holds about a person, app by app, as her part of it and no one else's."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Field, FileField, ForeignKey, Model
from django.db.models.fields.files import FieldFile
from django.utils.text import capfirst

from school.lib.personal import Hers, told_of
from school.people.models import Person
from school.privacy.export.words import in_words, label_of

# Who of the school did it is her data; what they are called is theirs.
NEVER = {"actor_label"}
# What a row belongs to, said by its own words: others of hers are named by number alone.
NAMED = {"enrollment.Enrollment": "cohort", "certificates.Certificate": "number"}


@dataclass(slots=True)
class Table:
    """Her rows of one model: for machines, in words, and the files that belong to them."""

    label: str
    title: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    lines: list[list[tuple[str, str]]] = field(default_factory=list)
    files: list[tuple[str, FieldFile]] = field(default_factory=list)

    @property
    def app(self) -> str:
        return self.label.split(".")[0]


def tables(person: Person) -> Iterator[Table]:
    """One after another, those with rows alone; from who she is to what came of it."""
    for config in reversed(list(apps.get_app_configs())):
        for model in config.get_models():
            told = told_of(model)
            if isinstance(told, Hers) and not model._meta.proxy:
                table = _table(model, told, person)
                if table.rows:
                    yield table


def _table(model: type[Model], told: Hers, person: Person) -> Table:
    title = str(told.title or model._meta.verbose_name_plural)
    table = Table(model._meta.label, str(capfirst(title)))
    columns = [one for one in model._meta.concrete_fields if is_told(one, told)]
    others = [one.name for one in columns if isinstance(one, ForeignKey)]
    found = model._base_manager.filter(pk__in=_ids(model, told, person))
    for row in found.select_related(*others).order_by("pk").iterator(chunk_size=500):
        _add(table, row, columns, told)
    return table


def _ids(model: type[Model], told: Hers, person: Person) -> Any:
    """By number, as two of the ways to her may lead to one row."""
    return model._base_manager.filter(told.of(person.pk)).values("pk")


def is_told(column: Field, told: Hers) -> bool:
    if column.name in NEVER or column.name in told.without:
        return False
    if not isinstance(column, ForeignKey):
        return True
    target = column.related_model
    assert isinstance(target, type)
    return target._meta.label not in {"people.Person", "people.User"}


def _add(table: Table, row: Model, columns: list[Field], told: Hers) -> None:
    kept: dict[str, Any] = {}
    line: list[tuple[str, str]] = []
    for column in columns:
        value, words = _told_by(table, row, column, told)
        kept[column.name] = value
        if words and (label := label_of(column)):
            line.append((label, words))
    for path in told.also:
        words = str(_along(row, path))
        kept[path] = words
        line.append(("", words))
    if told.words:
        kept["text"] = told.words(row)
        line.append(("", kept["text"]))
    table.rows.append(kept)
    table.lines.append(line)


def _told_by(table: Table, row: Model, column: Field, told: Hers) -> tuple[Any, str]:
    """What a column holds: for machines, and in words; empty where it is not for reading."""
    if isinstance(column, FileField):
        name = _file(table, row, column, told)
        return name, name
    if isinstance(column, ForeignKey):
        return _thing(row, column)
    if column.primary_key:
        return column.value_from_object(row), ""
    return column.value_from_object(row), in_words(row, column)


def _thing(row: Model, column: ForeignKey) -> tuple[Any, str]:
    thing = getattr(row, column.name)
    if thing is None:
        return None, ""
    label = type(thing)._meta.label
    if label in NAMED:
        return thing.pk, str(getattr(thing, NAMED[label]))
    if isinstance(told_of(type(thing)), Hers):
        return thing.pk, ""
    return str(thing), str(thing)


def _file(table: Table, row: Model, column: FileField, told: Hers) -> str:
    """Where in the ZIP it lies, if it is hers."""
    file = getattr(row, column.name)
    if column.name not in told.files or not file:
        return ""
    if told.files_if and not getattr(row, told.files_if):
        return ""
    ending = file.name.rpartition(".")[2] if "." in file.name else "bin"
    model = table.label.split(".")[1].lower()
    name = f"files/{table.app}/{model}-{row.pk}-{column.name}.{ending}"
    table.files.append((name, file))
    return name


def _along(row: Any, path: str) -> Any:
    for step in path.split("__"):
        row = getattr(row, step)
    return row
