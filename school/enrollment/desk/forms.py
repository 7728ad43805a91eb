from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from school.courses.models import Cohort
from school.lib.crypto import fingerprint
from school.people.models import ConsentText, Person
from school.people.rules import mobile_number


class EnrollForm(forms.Form):
    """Somebody at the counter or on the telephone, known by their number."""

    cohort = forms.ModelChoiceField(Cohort.objects.none(), label=_("cohort"))
    number = forms.CharField(
        label=_("Mobile number or ID number"),
        max_length=30,
        help_text=_("Of a person who is on file."),
    )
    agreed = forms.BooleanField(
        label=_("The person has signed the consent text on paper"),
        error_messages={
            "required": _("Without the signed text nobody is enrolled. Have it signed.")
        },
    )

    override = forms.CharField(
        label=_("Reason to enrol although something stands against it"),
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Leave it empty unless the person is refused. Kept in the journal."
        ),
    )

    def __init__(self, *args: Any, text: ConsentText, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cohort = self.fields["cohort"]
        assert isinstance(cohort, forms.ModelChoiceField)
        cohort.queryset = Cohort.objects.filter(
            status__in=[Cohort.Status.ENROLLING, Cohort.Status.RUNNING]
        )
        self.fields["agreed"].help_text = str(text)

    def clean_number(self) -> Person:
        return number_of_person(self.cleaned_data["number"])


def number_of_person(typed: str) -> Person:
    """Whose mobile or ID number this is, however it was typed."""
    number = mobile_number(typed).upper()
    by_phone = {"user__phone": number}
    by_id_number = {"id_number_hash": fingerprint(number)}
    known = by_phone if len(number) == 11 else by_id_number
    if person := Person.objects.filter(**known).first():
        return person
    raise ValidationError(
        _("Nobody on file has this number. Check it, or put the person on file.")
    )
