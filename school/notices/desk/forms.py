from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school.notices.kinds import facts_of
from school.notices.models import NoticeText
from school.notices.rules.texts import Fault, Finding, findings

SENTENCES = {
    Fault.BRACES: gettext_lazy(
        "A brace stands alone. Write a fact like {cohort}, with both braces and small letters."
    ),
    Fault.BRACKETS: gettext_lazy(
        "A bracket stands alone, or brackets stand within brackets. Close each before the next."
    ),
    Fault.UNKNOWN: gettext_lazy(
        "{%(name)s} is not known for this kind of notice. Use the facts listed above."
    ),
    Fault.UNSURE: gettext_lazy(
        "{%(name)s} is not always known. Put it, with the words around it, into [ ]: "
        "they are left out where it is missing."
    ),
    Fault.OUTSIDE: gettext_lazy(
        "{%(name)s?} and {%(name)s!} stand only within [ ], before the words they decide on."
    ),
}


def sentence(finding: Finding) -> str:
    return str(SENTENCES[finding.fault]) % {"name": finding.name}


class TextForm(forms.Form):
    """The words of one kind of notice, in both languages."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=30_000
    )
    subject_zh = forms.CharField(
        label=gettext_lazy("Chinese subject"),
        max_length=120,
        help_text=gettext_lazy("Also the whole text of an SMS: keep it short."),
    )
    body_zh = forms.CharField(
        label=gettext_lazy("Chinese text"),
        max_length=800,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    subject_en = forms.CharField(label=gettext_lazy("English subject"), max_length=160)
    body_en = forms.CharField(
        label=gettext_lazy("English text"),
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind

    def clean(self) -> dict[str, Any]:
        facts = facts_of(self.kind)
        for name in self.words():
            for finding in findings(self.cleaned_data[name], facts):
                self.add_error(name, ValidationError(sentence(finding)))
        if "version" in self.errors:
            raise ValidationError(_("The page was not whole. Open it again."))
        return self.cleaned_data

    def words(self) -> dict[str, str]:
        names = ("subject_zh", "subject_en", "body_zh", "body_en")
        typed = self.cleaned_data
        return {name: typed[name] for name in names if name in typed}

    def unsaved(self) -> NoticeText:
        """To look at, before it is kept."""
        return NoticeText(kind=self.kind, **self.words())
