from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from school.ui import fields
from school.wages.forms import YuanField
from school.wages.minimum.models import MinimumWage


class MinimumForm(forms.Form):
    towns = forms.CharField(
        label=_("In which towns"),
        max_length=300,
        help_text=_("As workers write theirs, with a comma or 、 between two."),
    )
    unit = forms.ChoiceField(
        label=_("Paid by"),
        choices=MinimumWage.Unit.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    amount = YuanField(
        label=_("How much, in yuan"),
        error_messages={"required": _("The sum is missing.")},
    )
    begins_on = fields.DateField(label=_("Holds from"), widget=fields.DayInput)
    source = forms.CharField(
        label=_("Where it was announced"),
        max_length=200,
        help_text=_("The number and date of the official text. Enter no rumour."),
    )

    def as_verb(self) -> dict[str, Any]:
        told = {**self.cleaned_data}
        return {"amount_fen": told.pop("amount"), **told}
