from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from school.points.cases.models import Case
from school.points.finding import FindForm
from school.points.models import Rule
from school.ui import fields

WORDS = 1000
# A phone that would send HEIC sends JPEG then.
ACCEPT = "image/jpeg,image/png,application/pdf,audio/*"
# What is wrong with the file is said beside it.
OF_THE_FILE = {
    "bad_proof",
    "illustration_too_small",
    "photo_too_many_pixels",
    "proof_too_large",
    "proof_too_long",
    "too_many_proofs",
}


class RuleField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} ({obj.delta})"


class ProposeForm(FindForm):
    rule = RuleField(
        label=_("By which rule"),
        queryset=Rule.objects.filter(is_current=True, delta__lt=0).order_by("code"),
        empty_label=_("Choose one"),
    )
    occurred_on = fields.DateField(
        label=_("On which day it happened"), widget=fields.DayInput
    )
    reference = forms.CharField(
        label=_("What can be looked up about it"),
        max_length=60,
        help_text=_(
            "The number of the order, of the spot check or of the complaint. The same "
            "again makes no second case."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    facts = forms.CharField(
        label=_("What happened, so that the worker understands it"),
        max_length=WORDS,
        help_text=_("The worker reads it word for word. Name no household."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ("who", "person", "rule", "occurred_on", "reference", "facts")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].label = _("Whom it is about")


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("Photo, PDF or voice note"),
        # The sender's name of the file is not kept.
        max_length=None,
        help_text=_("The worker sees it, and those who handle the case. Nobody else."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={
            "required": _("Take or choose a file first."),
            "missing": _("Take or choose a file first."),
            "invalid": _("Take or choose a file first."),
            "empty": _("There is nothing in this file. Take it again."),
        },
    )


class AnswerForm(forms.Form):
    words = forms.CharField(
        label=_("How was it? Say it in your own words"),
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say in a few words how it was.")},
    )
    file = forms.FileField(
        label=_("A photo, a PDF or a voice note"),
        max_length=None,
        required=False,
        help_text=_("What shows your side: a chat, a receipt, a picture."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={
            "empty": _("There is nothing in this file. Take it again."),
        },
    )


class AppealForm(AnswerForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("Why is the deduction wrong?")
        self.fields["words"].help_text = _("A third person, who had no part, reads it.")


class WordsForm(forms.Form):
    # The seal of the case as the page showed it.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Why it is decided so"),
        max_length=WORDS,
        help_text=_("The worker reads it word for word."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why: the worker reads it.")},
    )


class DecideForm(WordsForm):
    outcome = forms.ChoiceField(
        label=_("What the appeal comes to"),
        choices=[
            (
                Case.Outcome.UPHELD,
                _("Upheld: exactly what was deducted comes back by itself"),
            ),
            (Case.Outcome.DISMISSED, _("Dismissed: the deduction stays")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    field_order = ("outcome", "words")

    def as_verb(self) -> dict[str, Any]:
        return {
            "is_upheld": self.cleaned_data["outcome"] == Case.Outcome.UPHELD,
            "words": self.cleaned_data["words"],
            "seen": self.cleaned_data["seen"],
        }


class LookAgainForm(DecideForm):
    """Of a deduction whose cause was taken back; nobody has appealed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcome = self.fields["outcome"]
        assert isinstance(outcome, forms.ChoiceField)
        outcome.label = _("What becomes of the points")
        outcome.choices = [
            (Case.Outcome.UPHELD, _("They come back, exactly what was deducted")),
            (Case.Outcome.DISMISSED, _("The deduction stays: other evidence shows it")),
        ]
