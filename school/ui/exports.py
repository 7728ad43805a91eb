"""The desk's lists as files: in the words of its pages, in the school's time, and never a formula."""

import json
from collections import OrderedDict
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.coreutils import multigetattr

from school.lib.spreadsheet import harmless, legible
from school.ui.field_words import actor_in_words, label_of, yes_or_no
from school.ui.signals import list_taken
from school.ui.step_up import StepUp

# What a row of another table is called by: the heading is then the table's.
NAMING = {"code", "name", "title_zh"}


def field_at(model: type[Model], path: str) -> tuple[Any, Any]:
    """The field that a dotted path of `list_export` ends in, and the relation that leads to it."""
    *relations, last = path.split(".")
    relation = None
    for name in relations:
        relation = model._meta.get_field(name)
        model = relation.related_model  # type: ignore[assignment]  # a relation, as the path says
    name = last.removeprefix("get_").removesuffix("_display")
    return model._meta.get_field(name), relation


def _heading(model: type[Model], path: str) -> str | None:
    try:
        field, relation = field_at(model, path)
    except FieldDoesNotExist:
        return None
    return label_of(relation if relation and field.name in NAMING else field)


def _in_words(model: type[Model], path: str) -> str:
    """Where the model has words for a code, the way to them."""
    try:
        field, _relation = field_at(model, path)
    except FieldDoesNotExist:
        return path
    relations = path.rpartition(".")[0]
    words = f"get_{field.name}_display"
    if not hasattr(field.model, words):
        return path
    return ".".join(filter(None, [relations, words]))


def _value_at(item: Model, path: str) -> Any:
    """What a dotted path leads to; nothing where a row on the way is not there."""
    found: Any = item
    for name in path.split("."):
        if found is None:
            return ""
        found = multigetattr(found, name)
    return found


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder) if value else ""


def _local(value: datetime) -> datetime:
    return timezone.make_naive(value) if timezone.is_aware(value) else value


class WordedExport(StepUp, SpreadsheetExportMixin):
    """Mixed into every list of the desk that can be taken along."""

    custom_value_preprocess = {
        **SpreadsheetExportMixin.custom_value_preprocess,
        datetime: {
            "csv": lambda value: f"{_local(value):%Y-%m-%d %H:%M}",
            "xlsx": _local,
        },
        bool: {"csv": yes_or_no, "xlsx": yes_or_no},
        dict: {"csv": _as_json, "xlsx": _as_json},
    }

    def matters(self, request: HttpRequest) -> bool:
        """Reading the list does not; most lists hold people, and all are asked alike."""
        return "export" in request.GET

    def back_from(self, request: HttpRequest) -> str:
        asked = request.GET.copy()
        del asked["export"]
        return f"{request.path}?{asked.urlencode()}"

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> Any:
        view: Any = self
        list_taken.send(type(self), request=view.request, rows=queryset)
        return super().as_spreadsheet(queryset, spreadsheet_format)

    def to_row_dict(self, item: Model) -> OrderedDict[str, Any]:
        row = OrderedDict(
            (path, _value_at(item, _in_words(type(item), path)))
            for path in self.list_export
        )
        if "actor_label" in row:
            row["actor_label"] = self.actor_of(item)
        return row

    def actor_of(self, item: Any) -> str:
        """Who did it, as the list's pages say it."""
        return actor_in_words(_value_at(item, _in_words(type(item), "actor_label")))

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        written = super().preprocess_field_value(field, value, export_format)
        if not isinstance(written, str):
            return written
        return harmless(written) if export_format == "csv" else legible(written)

    def get_heading(self, queryset: QuerySet[Model], field: str) -> str:
        """The words given for the file, else those of the list's column, else the field's."""
        words = (
            self.export_headings.get(field)
            or self._headings_of_columns().get(field)
            or _heading(queryset.model, field)
            or super().get_heading(queryset, field)
        )
        return str(capfirst(str(words)))

    def _headings_of_columns(self) -> dict[str, Any]:
        view: Any = self
        return {
            name: column.label
            for column in view.columns
            for name in (column.name, _choice(column.name))
            if column.label
        }


def _choice(name: str) -> str:
    return name.removeprefix("get_").removesuffix("_display")
