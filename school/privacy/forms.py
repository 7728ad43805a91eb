from django import forms
from django.utils.translation import gettext_lazy as _


class ExportForm(forms.Form):
    reason = forms.CharField(
        label=_("Why she cannot do it herself, or what it is for"),
        max_length=200,
        help_text=_(
            "She can do it on her phone: Me → Data about me. The reason stays in the journal."
        ),
    )


class WhoForm(forms.Form):
    who = forms.CharField(
        label=_("Name, or the end of the mobile number"), max_length=50, required=False
    )


class DecisionForm(forms.Form):
    ERASE, REFUSE = "erase", "refuse"

    decision = forms.ChoiceField(
        label=_("What the school does"),
        choices=[
            (REFUSE, _("refuse, with the reason below")),
            (ERASE, _("erase: it cannot be taken back")),
        ],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Why it is refused"),
        max_length=300,
        required=False,
        help_text=_("She reads it word for word. Empty when she is erased."),
    )
