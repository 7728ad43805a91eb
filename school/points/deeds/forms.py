from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from school.people.models import User
from school.points.cases.forms import FileForm
from school.points.deeds.access import rules_of
from school.points.finding import FindForm
from school.points.forms import RuleField
from school.points.models import Rule
from school.ui import fields


class DeedForm(FindForm):
    rule = RuleField(
        label=_("Which rule"),
        queryset=Rule.objects.none(),
        empty_label=_("Choose one"),
    )
    occurred_on = fields.DateField(
        label=_("On which day it happened"), widget=fields.DayInput
    )
    reference = forms.CharField(
        label=_("What can be looked up about it"),
        max_length=60,
        help_text=_(
            "The number of the log, of the spot check, of the contract or of the letter. "
            "The same again gives no points a second time."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    facts = forms.CharField(
        label=_("What happened"),
        max_length=200,
        help_text=_("The worker reads it in her points. Name no household."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("who", "person", "rule", "occurred_on", "reference", "facts")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["rule"]
        assert isinstance(chosen, RuleField)
        chosen.queryset = rules_of(user).order_by("code")


class EvidenceForm(FileForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "A photo of the log, the letter, the sheet of the check or the signed "
            "contract. Only those who enter and confirm see it."
        )
