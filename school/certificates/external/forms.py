from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school.certificates.external.actions import OnPaper
from school.certificates.external.models import ExternalCertificate
from school.people.adapter import MobileField
from school.people.models import Person
from school.ui import fields

# What is wrong with one field is said beside it.
BESIDE = {
    "number_form": "number",
    "recorded_already": "number",
    "level_contradicts": "level",
    "level_missing": "level",
    "issued_later": "issued_on",
    "ends_before_issue": "valid_until",
    "bad_evidence": "picture",
    "photo_too_large": "picture",
    "photo_too_many_pixels": "picture",
    "document_too_small": "picture",
}


class PaperForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of paper"), choices=ExternalCertificate.Kind.choices
    )
    title = forms.CharField(
        label=gettext_lazy("Occupation or course"),
        max_length=60,
        help_text=gettext_lazy("As it stands on the paper."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Level"),
        choices=[
            ("", gettext_lazy("none on the paper")),
            *ExternalCertificate.Level.choices,
        ],
        required=False,
    )
    number = forms.CharField(
        label=gettext_lazy("Number of the paper"),
        max_length=40,
        help_text=gettext_lazy(
            "That of a skill-level certificate has 22 characters and begins with Y or S."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters"}
        ),
    )
    is_other_form = forms.BooleanField(
        label=gettext_lazy("The number on the paper does look different"),
        required=False,
    )
    body = forms.CharField(
        label=gettext_lazy("Who issued it"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    issued_on = fields.DateField(
        label=gettext_lazy("Day on the paper"), widget=fields.DayInput
    )
    valid_until = fields.DateField(
        label=gettext_lazy("Last day it counts"),
        required=False,
        help_text=gettext_lazy("Empty if the paper names none."),
        widget=fields.DayInput,
    )
    picture = forms.FileField(
        label=gettext_lazy("Photo or PDF of the paper"),
        help_text=gettext_lazy(
            "The whole paper, flat and in good light. You and those who check it see it, "
            "nobody else."
        ),
        widget=forms.FileInput(
            attrs={"accept": "image/jpeg,image/png,application/pdf"}
        ),
    )

    def paper(self) -> OnPaper:
        typed = dict(self.cleaned_data)
        typed.pop("picture")
        typed.pop("phone", None)
        return OnPaper(**typed)


class DeskPaperForm(PaperForm):
    """The registrar has the paper before her, and types whose it is."""

    phone = MobileField(label=gettext_lazy("The holder's mobile number"))
    field_order = ["phone"]
    person: Person | None = None

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        self.person = Person.objects.filter(user__phone=phone).first()
        if self.person is None:
            raise forms.ValidationError(
                _("Nobody on file has this number. Check it with the holder.")
            )
        return phone


class CheckForm(forms.Form):
    """What the check came to."""

    CONFIRM, REFUSE = "confirm", "refuse"

    outcome = forms.ChoiceField(
        label=gettext_lazy("What the check came to"),
        choices=[
            (CONFIRM, gettext_lazy("Picture, number and the issuer's own site agree")),
            (REFUSE, gettext_lazy("They do not agree")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("What does not agree"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("The holder reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if typed.get("outcome") == self.REFUSE and not typed.get("reason"):
            self.add_error("reason", _("Say what does not agree: the holder reads it."))
        return typed
