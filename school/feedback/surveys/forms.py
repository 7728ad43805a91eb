from django import forms
from django.utils.translation import gettext_lazy as _

from school.feedback.surveys.actions import WORDS


class SentenceForm(forms.Form):
    words = forms.CharField(
        label=_("Is there anything you want to say?"),
        max_length=WORDS,
        required=False,
        help_text=_("Name nobody, neither yourself nor a teacher or classmate."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
