import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school.certificates.external.rules import normal
from school.ui import fields

# Letters of any script: provinces put their own before the digits.
NUMBER = re.compile(r"\w{4,40}")


class CardForm(forms.Form):
    """What stands on the home-service card, which the authority gave her."""

    number = forms.CharField(
        label=gettext_lazy("Number of the card"),
        max_length=60,
        required=False,
        help_text=gettext_lazy(
            "As it stands on the card. Empty takes it off the record."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters"}
        ),
    )
    review_on = fields.DateField(
        label=gettext_lazy("Next annual review"),
        required=False,
        help_text=gettext_lazy("If it stands on the card, we remind you in time."),
        widget=fields.DayInput,
    )

    def clean_number(self) -> str:
        number = normal(self.cleaned_data["number"])
        if number and not NUMBER.fullmatch(number):
            raise forms.ValidationError(
                _("A card's number has 4 to 40 letters and digits. Compare it again.")
            )
        return number
