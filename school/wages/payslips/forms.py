from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from school.wages.payslips import rules

# What is wrong with one field is said beside it.
BESIDE = {
    "payslip_month": "month",
    "payslip_known": "picture",
    "bad_evidence": "picture",
    "photo_too_large": "picture",
    "photo_too_many_pixels": "picture",
    "document_too_small": "picture",
}


class PayslipForm(forms.Form):
    month = forms.TypedChoiceField(label=_("Of which month"), coerce=parse_date)
    picture = forms.FileField(
        label=_("Photo or PDF of the payslip"),
        help_text=_("The whole paper, flat and in good light."),
        widget=forms.FileInput(
            attrs={"accept": "image/jpeg,image/png,application/pdf"}
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        month = self.fields["month"]
        assert isinstance(month, forms.ChoiceField)
        month.choices = [_choice(one) for one in rules.months(timezone.localdate())]


def _choice(month: date) -> tuple[str, str]:
    return month.isoformat(), date_format(month, "YEAR_MONTH_FORMAT")
