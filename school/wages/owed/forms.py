from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from school.ui import fields
from school.wages.forms import YuanField
from school.wages.owed.models import OwedStep

WORDS = 1000


class OwedForm(forms.Form):
    employer = forms.CharField(
        label=_("Who owes you the pay?"),
        max_length=100,
        help_text=_("The company, or the family you work for."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Say who is to pay you.")},
    )
    since = fields.DateField(
        label=_("Since which day should you have had it?"),
        widget=fields.DayInput,
        error_messages={"required": _("Choose the day. About right is enough.")},
    )
    amount = YuanField(
        label=_("How much, in yuan?"),
        required=False,
        help_text=_("Leave it empty if you do not know it."),
    )
    words = forms.CharField(
        label=_("What should the school know about it?"),
        max_length=WORDS,
        required=False,
        help_text=_("What was agreed, and what they say. Name no household’s address."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def as_verb(self) -> dict[str, Any]:
        told = {**self.cleaned_data}
        return {"amount_fen": told.pop("amount"), **told}


class StepForm(forms.Form):
    """A step of the desk's, of those that are left."""

    kind = forms.ChoiceField(
        label=_("What did you do?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what was done.")},
    )
    on = fields.DateField(label=_("On which day"), widget=fields.DayInput)
    words = forms.CharField(
        label=_("What came of it"),
        max_length=WORDS,
        help_text=_("The worker reads it word for word."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    look_on = fields.DateField(
        label=_("Look again on"),
        required=False,
        widget=fields.DayInput,
        help_text=_(
            "With an agreement, the day on which the pay is due. Left empty, it is a "
            "week from now."
        ),
    )

    def __init__(self, *args: Any, kinds: list[str], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": timezone.localdate()})
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(one, OwedStep.Kind(one).label) for one in kinds]
