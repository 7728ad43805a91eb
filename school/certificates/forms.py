from django import forms
from django.utils.translation import gettext_lazy as _

from school.certificates import rules


class LookUpForm(forms.Form):
    """For someone with the paper in hand but no camera: the number and the name on it."""

    number = forms.CharField(
        label=_("Certificate number"),
        max_length=60,
        help_text=_("It stands under the QR code and begins with FNYX."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters"}
        ),
    )
    name = forms.CharField(
        label=_("Name on the certificate"),
        max_length=50,
        help_text=_("As printed, all of it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_number(self) -> str:
        typed: str = self.cleaned_data["number"]
        if not rules.has_valid_check(typed):
            raise forms.ValidationError(
                _(
                    "This is not a number of ours: a character is wrong or missing. "
                    "Compare it with the paper and type it again."
                )
            )
        return rules.normal(typed)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("It stays in the certificate's history."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
