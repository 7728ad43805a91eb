from django import forms
from django.utils.translation import gettext_lazy as _

from school.ui import fields


class SpecimenForm(forms.Form):
    """One field of every kind, for the style guide."""

    name = forms.CharField(
        label=_("Full name"),
        help_text=_("As on the identity card, with its dot if it has one."),
        max_length=50,
        error_messages={
            "required": _("The name is missing. Type it as on the identity card.")
        },
    )
    phone = forms.RegexField(
        r"^1[3-9]\d{9}$",
        label=_("Mobile number"),
        error_messages={"invalid": _("This is not a mobile number. Type 11 digits.")},
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    born = fields.DateField(label=_("Date of birth"), widget=fields.DayInput())
    track = forms.ChoiceField(
        label=_("What do you want to learn?"),
        choices=[
            ("elder-care", _("Elder care")),
            ("postpartum-care", _("Postpartum and infant care")),
            ("cleaning", _("Cleaning")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Nothing is chosen yet. Choose one.")},
    )
    evenings = forms.MultipleChoiceField(
        label=_("Which evenings can you come?"),
        choices=[("1", _("Monday")), ("3", _("Wednesday")), ("5", _("Friday"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    place = forms.ChoiceField(
        label=_("Where do you work now?"),
        choices=[
            ("", _("Choose one")),
            ("home", _("With families")),
            ("firm", _("For a company")),
        ],
    )
    note = forms.CharField(
        label=_("Anything we should know"), widget=forms.Textarea, required=False
    )
    photo = forms.FileField(
        label=_("Photo"),
        help_text=_("A plain background, taken in the last half year."),
        required=False,
    )
    consent = forms.BooleanField(
        label=_("I have read this and agree."),
        help_text=_("The school keeps your name and number for your certificate only."),
        error_messages={"required": _("Without your consent we cannot enrol you.")},
    )
