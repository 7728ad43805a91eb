"""What nobody means to type, for every kind of field."""

from typing import Any

from django import forms

from school.ui.money import YuanField

LONG = "9" * 30
NUL = "甲\0乙"
MARKUP = "<i>甲</i>\u202e'\"&amp;"


def refused(field: forms.Field) -> list[Any]:
    """Values that the field must not take; None stands for a field that is not sent."""
    if field.disabled or field.widget.is_hidden:
        return []
    return [
        *([None] if field.required else []),
        *_refused_of_kind(field),
    ]


def _refused_of_kind(field: forms.Field) -> list[Any]:
    match field:
        case forms.FileField() | forms.BooleanField() | forms.UUIDField():
            return []
        case forms.ModelMultipleChoiceField() | forms.MultipleChoiceField():
            return [["999999999"], [NUL], [LONG]]
        case forms.ChoiceField():
            return ["999999999", NUL, LONG]
        case YuanField() | forms.IntegerField():
            return ["-1", LONG, "六千多", "1e999", "NaN", "1\0"]
        case forms.DateTimeField():
            return ["2026-02-30T19:00", "明晚", NUL]
        case forms.DateField():
            return ["2026-02-30", "2026-13-01", "昨天", LONG, NUL]
        case forms.TimeField():
            return ["25:61", "晚上七点", LONG, NUL]
        case forms.CharField():
            too_long = ["长" * (field.max_length + 1)] if field.max_length else []
            return [NUL, *too_long]
    return []


def odd(field: forms.Field) -> list[Any]:
    """Values that may be taken or refused, but never break the page."""
    match field:
        case forms.DateTimeField():
            return ["0001-01-01T00:00", "9999-12-31T23:59"]
        case forms.DateField():
            return ["0001-01-01", "9999-12-31"]
        case forms.TimeField():
            return ["00:00", "23:59:59"]
        case forms.ChoiceField() | forms.IntegerField() | forms.FileField():
            return []
        case forms.CharField():
            return [MARKUP, "长" * 5000]
    return []
