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
