from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from school.courses.models import Edition
from school.lib.fields import in_language


class SignOffForm(forms.Form):
    """One box for each point that the nurse-instructor confirms."""

    points = forms.TypedMultipleChoiceField(
        label=_("I have checked and confirm"),
        coerce=int,
        error_messages={"required": _("Nothing is ticked yet. Tick each point.")},
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["points"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [
            (position, in_language(point))
            for position, point in enumerate(edition.to_confirm)
        ]
        field.required = bool(edition.to_confirm)
