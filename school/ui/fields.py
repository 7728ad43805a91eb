"""Form fields that forgive full-width signs, and one that no number breaks."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from school.lib.typed import LONGEST_ROW_ID, plain

# No clock of the school's reckons outside of these.
FIRST_YEAR, LAST_YEAR = 1900, 2199


def refuse_a_slip(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        said = _("The year %(year)d cannot be meant. Type it again.")
        raise ValidationError(said, code="year", params={"year": day.year})


class _Plain(forms.Field):
    def to_python(self, value: Any) -> Any:
        return super().to_python(plain(value) if isinstance(value, str) else value)


class DecimalField(_Plain, forms.DecimalField):
    pass


class DateField(_Plain, forms.DateField):
    default_validators = [refuse_a_slip]


class DayInput(forms.DateInput):
    """The browser's own choice of a day, which takes its value in no other form."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeField(_Plain, forms.TimeField):
    pass


class DateTimeField(_Plain, forms.DateTimeField):
    default_validators = [refuse_a_slip]


class ModelMultipleChoiceField(forms.ModelMultipleChoiceField):
    """Django asks the database for any number at all; neither engine takes a huge one."""

    def clean(self, value: Any) -> Any:
        for one in value or ():
            if len(str(one)) > LONGEST_ROW_ID:
                raise ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": one},
                )
        return super().clean(value)
