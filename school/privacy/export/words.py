"""A row in the words of whoever reads it; what is for machines alone has none."""

from typing import Any

from django.db.models import Field, JSONField, Model
from django.utils.text import capfirst

from school.lib.fields import CodeField
from school.ui import field_words
from school.ui.templatetags.ui import yuan

FEN = "_fen"


def label_of(column: Field) -> str:
    """Empty for codes, and where neither its model nor the desk has words for it."""
    if isinstance(column, CodeField):
        return ""
    has_words = column.verbose_name != column.name.replace("_", " ")
    if has_words or column.name in field_words.FIELD_WORDS:
        return str(field_words.label_of(column))
    return ""


def in_words(row: Model, column: Field) -> str:
    value = column.value_from_object(row)
    if value in (None, "", [], {}):
        return ""
    if in_its_words := getattr(row, f"get_{column.name}_display", None):
        return str(capfirst(in_its_words()))
    if isinstance(column, JSONField):
        return _listed(value)
    if column.name.endswith(FEN):
        return yuan(value)
    return str(field_words.in_words(value))


def _listed(value: Any) -> str:
    """Lists of plain words; whatever is built further is for machines."""
    if isinstance(value, list) and all(isinstance(one, str | int) for one in value):
        return " · ".join(str(one) for one in value)
    return ""
