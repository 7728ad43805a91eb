from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from school.people.models import Person
from school.privacy.models.emergency import REASON_LEAST, EmergencyLook

What = EmergencyLook.What


class OpenForm(forms.Form):
    what = forms.ChoiceField(label=_("What is to be opened"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=_("What has happened"),
        choices=EmergencyLook.Kind.choices,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why it cannot wait"),
        min_length=REASON_LEAST,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Ten characters at least. She reads it word for word, and the auditor looks at it."
        ),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = {What.PHONE: person.phone, What.ID_NUMBER: person.id_number}
        choices = [(what.value, what.label) for what, value in there.items() if value]
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class ReviewForm(forms.Form):
    IN_ORDER, OBJECT = "in_order", "object"

    found = forms.ChoiceField(
        label=_("What you find"),
        choices=[
            (IN_ORDER, _("in order: it had to be")),
            (OBJECT, _("not in order, for the reason below")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What was wrong"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed for an objection. The person concerned reads it."),
    )
