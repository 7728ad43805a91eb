from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from school.assessment.models import Marking
from school.courses.models import CriticalFail, Item


class MarkForm(forms.Form):
    """One mark as the sheet's script sends it: a step and its points, or a critical fail."""

    uuid = forms.UUIDField()
    item = forms.ModelChoiceField(
        Item.objects.none(), to_field_name="code", required=False
    )
    points = forms.IntegerField(min_value=0, required=False)
    critical = forms.ModelChoiceField(
        CriticalFail.objects.none(), to_field_name="code", required=False
    )
    is_observed = forms.BooleanField(required=False)

    def __init__(self, marking: Marking, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        station = marking.practical_station.station
        self.fields["item"].queryset = station.items.all()  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["critical"].queryset = station.critical_fails.all()  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        is_item = data.get("item") is not None and data.get("points") is not None
        if is_item == (data.get("critical") is not None):
            raise forms.ValidationError(
                _("Send the points of one step, or one critical fail.")
            )
        return data
