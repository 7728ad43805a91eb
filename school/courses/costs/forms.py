from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from school.courses.costs.models import CostLine
from school.ui import fields
from school.ui.money import YuanField


class CostForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What was it for?"),
        choices=CostLine.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it was for.")},
    )
    amount = YuanField(
        label=_("How much, in yuan"),
        error_messages={"required": _("The sum is missing.")},
    )
    paid_on = fields.DateField(label=_("Paid on"), widget=fields.DayInput)
    payer = forms.ChoiceField(
        label=_("Paid from"),
        choices=CostLine.Payer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who paid.")},
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=200,
        required=False,
        help_text=_("Which receipt, how many. No name of a trainee."),
    )

    def as_verb(self) -> dict[str, Any]:
        told = {**self.cleaned_data}
        return {"amount_fen": told.pop("amount"), **told}


class CorrectionForm(CostForm):
    amount = YuanField(
        label=_("How much, in yuan"),
        may_be_zero=True,
        help_text=_("Zero takes the cost back."),
        error_messages={"required": _("The sum is missing.")},
    )
    reason = forms.CharField(
        label=_("Why is it corrected?"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ("kind", "amount", "paid_on", "payer", "note", "reason")
