"""The person whom a form of the desk is about: found by name or number, seen, then confirmed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school.people.models import Person
from school.people.rules import mobile_number

# So many last digits of a mobile number name a person.
LEAST_DIGITS = 4
MOST_NAMED = 5


class FindForm(forms.Form):
    who = forms.CharField(
        label=gettext_lazy("Whom it is for"),
        max_length=50,
        help_text=gettext_lazy(
            "The full name, the mobile number, or the last 4 digits of it or more."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    # Who is found must be seen and confirmed: four digits fit many.
    person = forms.CharField(
        label=gettext_lazy("Is it this person?"),
        required=False,
        widget=forms.HiddenInput,
    )
    confirmed: Person | None = None
    found: Sequence[Person] = ()
    is_asking = False

    @property
    def person_meant(self) -> Person | None:
        """Who is confirmed, or the only one found."""
        alone = self.found[0] if self.is_one else None
        return self.confirmed or alone

    @property
    def is_one(self) -> bool:
        return len(self.found) == 1

    def is_settled(self) -> bool:
        """Whether all is right and the person confirmed; else she is asked about next."""
        if not self.is_valid():
            return False
        if self.confirmed is None:
            self.ask()
        return not self.is_asking

    def clean_who(self) -> str:
        typed: str = self.cleaned_data["who"]
        digits = mobile_number(typed)
        people = Person.objects.select_related("user", "company")
        if digits.isdecimal() and len(digits) >= LEAST_DIGITS:
            found = people.filter(user__phone__endswith=digits)
        else:
            found = people.filter(name=typed)
        several = list(found[: MOST_NAMED + 1])
        if not several:
            raise ValidationError(_("Nobody on file is found by this. Check it."))
        if len(several) > MOST_NAMED:
            raise ValidationError(
                _("More than one person: %(people)s. Type the whole mobile number."),
                params={
                    "people": " · ".join(
                        f"{one.name} {one.masked_phone}" for one in several[:MOST_NAMED]
                    )
                },
            )
        self.found = several
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        named = cleaned.get("person", "")
        self.confirmed = next((p for p in self.found if str(p.pk) == named), None)
        return cleaned

    def ask(self) -> None:
        """Show who was found, to be confirmed or chosen; what was typed stays."""
        self.is_asking = True
        widget = forms.RadioSelect(
            choices=[(str(one.pk), _shown(one)) for one in self.found]
        )
        self.fields["person"].widget = widget
        chosen = str(self.found[0].pk) if self.is_one else ""
        self.data = {**dict(self.data.items()), "person": chosen}


def _shown(person: Person) -> str:
    parts = [person.name, person.masked_phone]
    if person.company:
        parts.append(str(person.company))
    return " · ".join(filter(None, parts))
