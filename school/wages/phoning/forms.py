from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school.ui import fields
from school.wages import rules
from school.wages.forms import DeskPayForm
from school.wages.models import Call, FollowUp


class InterviewForm(DeskPayForm):
    """What a worker says on the phone, or that nobody answered."""

    NOT_REACHED, DECLINED = Call.Outcome.NOT_REACHED, Call.Outcome.DECLINED

    outcome = forms.ChoiceField(
        label=gettext_lazy("What came of the call?"),
        choices=[
            (FollowUp.Employment.EMPLOYED, gettext_lazy("In work")),
            (FollowUp.Employment.NOT_EMPLOYED, gettext_lazy("Not in work")),
            (NOT_REACHED, gettext_lazy("Nobody answered")),
            (DECLINED, gettext_lazy("Reached, but would rather not say")),
        ],
        widget=forms.RadioSelect,
    )
    workplace = forms.ChoiceField(
        label=gettext_lazy("Where, if in work"),
        choices=[("", gettext_lazy("Not told")), *FollowUp.Workplace.choices],
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("How you tried to reach the person"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Only if the person was not reached."),
    )
    again_on = fields.DateField(
        label=gettext_lazy("Call again on"),
        required=False,
        widget=fields.DayInput(),
        help_text=gettext_lazy(
            "Only if nobody answered. Left empty, it is two days after the first call in "
            "vain and five after the second; after the third it is given up."
        ),
    )
    field_order = [
        "outcome",
        "workplace",
        "unit",
        "amount",
        "quantity",
        "basis",
        "employer",
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].required = self.fields["amount"].required = False
        self.fields["amount"].help_text = _(
            "Leave it empty if the person would rather not say."
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        in_work = cleaned.get("outcome") == FollowUp.Employment.EMPLOYED
        if cleaned.get("amount") and in_work and not cleaned.get("unit"):
            self.add_error("unit", _("Say what the sum is paid for."))
        if cleaned.get("outcome") == self.NOT_REACHED and not cleaned.get("reason"):
            self.add_error("reason", _("Say in a few words how you tried."))
        return cleaned

    def pay(self) -> rules.Pay | None:
        in_work = self.cleaned_data["outcome"] == FollowUp.Employment.EMPLOYED
        return super().pay() if in_work else None
