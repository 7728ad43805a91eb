"""The forms of help in the exam, of time given and of sittings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from school.assessment.actions.sittings import MOST_MINUTES
from school.assessment.models import Accommodation
from school.ui.reasons import ReasonForm

KINDS_MISSING = _("Tick at least one kind of help.")


class HelpForm(forms.Form):
    """What would help the trainee: she ticks, and writes nothing."""

    kinds = forms.MultipleChoiceField(
        label=_("What would help me"),
        choices=Accommodation.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": KINDS_MISSING},
    )


class GrantForm(forms.Form):
    percent = forms.IntegerField(
        label=_("More time, in percent"),
        help_text=_("Only where more time is ticked: 25 makes 75 minutes of 60."),
        required=False,
        min_value=1,
        max_value=Accommodation.MOST_PERCENT,
    )
    basis = forms.ChoiceField(
        label=_("Granted on"),
        help_text=_("Keep no paper and write down no illness."),
        choices=Accommodation.Basis.choices,
        # None is chosen before somebody chooses.
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what it is granted on.")},
    )

    def __init__(self, *args: Any, has: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"] = forms.MultipleChoiceField(
            label=_("Help in the exam"),
            choices=[
                (value, label)
                for value, label in Accommodation.Kind.choices
                if value not in has
            ],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": KINDS_MISSING},
        )
        self.order_fields(["kinds", "percent", "basis"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        asks_time = Accommodation.Kind.MORE_TIME in data.get("kinds", ())
        if asks_time and not data.get("percent") and "percent" not in self.errors:
            self.add_error("percent", _("Say how much more time it is, in percent."))
        return data


class ToldReasonForm(ReasonForm):
    read = _("The trainee reads it.")
    missing = _("Say why: the trainee reads it.")


class TimeForm(forms.Form):
    minutes = forms.IntegerField(
        label=_("Minutes on top"), min_value=1, max_value=MOST_MINUTES
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The trainees read it, for example: power cut."),
        max_length=200,
        error_messages={"required": _("Say why: the trainees read it.")},
    )


class OralForm(forms.Form):
    """Handing in an oral exam: the trainee is asked first."""

    agreed = forms.BooleanField(
        label=_("The trainee is here and wants to hand in"),
        error_messages={
            "required": _("Ask the trainee first; she hands in, you only tap.")
        },
    )
