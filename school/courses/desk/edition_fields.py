"""The fields of the pages on which a draft is written, labelled as the edition is read."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from school.courses.desk.rows import HoursField, PairsField
from school.courses.wording import MODELS, label_of
from school.ui import fields

SMALL, LARGE = 100, 32767
# Least and most of what an assessment is held by.
BETWEEN = {
    "examiners_per_station": (2, 4),
    "keeps_stations_months": (0, 60),
    "appeal_days": (0, 90),
    "evidence_days": (1, 3650),
}
LONG = {"rows": 2}


def whole(kind: Any, column: str, most: int = LARGE, least: int = 0) -> forms.Field:
    return forms.IntegerField(
        label=label_of(kind, column), min_value=least, max_value=most
    )


def hours(kind: Any, column: str) -> forms.Field:
    return HoursField(label=label_of(kind, column))


def text(kind: Any, column: str, *, long: bool = False, required: bool = True) -> Any:
    """English may wait until the draft is published; Chinese may not."""
    model: Any = MODELS[kind]
    field = model._meta.get_field(column)
    return forms.CharField(
        label=label_of(kind, column),
        max_length=field.max_length or 4000,
        required=required and not column.endswith("_en"),
        widget=forms.Textarea(attrs=LONG) if long else forms.TextInput,
    )


def pairs(kind: Any, column: str, **more: Any) -> forms.Field:
    return PairsField(label=label_of(kind, column), required=False, **more)


def yes(kind: Any, column: str) -> forms.Field:
    return forms.BooleanField(label=label_of(kind, column), required=False)


def choice(kind: Any, column: str, choices: Any) -> forms.Field:
    return forms.ChoiceField(label=label_of(kind, column), choices=choices)


def many(model: Any, label: str, queryset: Any = None, **more: Any) -> forms.Field:
    return fields.ModelMultipleChoiceField(
        label=label,
        queryset=model.objects.all() if queryset is None else queryset,
        to_field_name="code",
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 4}),
        **more,
    )


def code_field(stem: str, longest: int) -> forms.Field:
    return forms.CharField(
        label=_("code"),
        max_length=longest,
        help_text=stem,
        validators=[
            RegexValidator(
                r"^[A-Z]{2}-[A-Z]\d{2}\Z", _("Two letters and a number, like EC-S07.")
            )
        ],
    )
