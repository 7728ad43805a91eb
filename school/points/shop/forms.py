import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from school.courses.models import Cohort
from school.enrollment.forms import ApplyForm
from school.lib.fields import public_code
from school.people.models import ConsentText
from school.points.shop.seats import Seats
from school.ui.templatetags import ui

TICKET = re.compile(r"[2-9a-z]{10}")


class RedeemForm(forms.Form):
    """Sent twice by an impatient thumb, it is one redemption: the ticket is its code."""

    ticket = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("ticket", public_code())
        super().__init__(*args, **kwargs)

    def clean_ticket(self) -> str:
        """One that we have not made is none."""
        ticket: str = self.cleaned_data["ticket"]
        return ticket if TICKET.fullmatch(ticket) else ""

    @property
    def choices(self) -> dict[str, Any]:
        """What the verb has to know besides."""
        return {"ticket": self.cleaned_data["ticket"]}


class ClassChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Cohort) -> str:
        return f"{obj.name} · {ui.day(obj.starts_on)}"


class SeatForm(RedeemForm, ApplyForm):
    """Which class, and the consent that every application asks for."""

    cohort = ClassChoice(
        Cohort.objects.none(),
        label=_("In which class do you want the seat?"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose the class in which you want the seat.")},
    )
    field_order = ("ticket", "cohort", "version", "agree")

    def __init__(self, *args: Any, seats: list[Seats], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["cohort"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Cohort.objects.filter(pk__in=[one.cohort.pk for one in seats])
        if len(seats) == 1:
            field.initial = seats[0].cohort.pk

    @property
    def choices(self) -> dict[str, Any]:
        text: ConsentText = self.text
        return {**super().choices, "cohort": self.cleaned_data["cohort"], "text": text}


class KeyForm(forms.Form):
    key = forms.CharField(
        label=_("Key of your desk"),
        help_text=_("It stands on the card that the association gave you."),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters"}
        ),
    )
