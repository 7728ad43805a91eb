from django import forms
from django.utils.translation import gettext_lazy as _


class ObjectionForm(forms.Form):
    words = forms.CharField(
        label=_("What is not right? You may leave this out"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The outcomes officer reads it; your company does not."),
    )
