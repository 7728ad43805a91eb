from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school.enrollment.models import Enrollment
from school.lib.typed import plain
from school.people.models import Person
from school.points import rules
from school.points.models import Rule
from school.points.refusals import NotOfClass

DESK = "desk"
# So many last digits of a mobile number name a person.
LEAST_DIGITS = 4
MOST_NAMED = 5


class RuleField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} (+{obj.delta})"


class RuleForm(forms.Form):
    """An award that somebody has confirmed; what the system confirms comes by itself."""

    rule = RuleField(
        label=gettext_lazy("Which rule"),
        queryset=Rule.objects.filter(is_current=True, delta__gt=0)
        .exclude(source__confirm_role="system")
        .exclude(cap_period="per_course")
        .order_by("code"),
        empty_label=gettext_lazy("Choose one"),
    )
    reference = forms.CharField(
        label=gettext_lazy("What it is given for"),
        max_length=60,
        help_text=gettext_lazy(
            "Something that can be looked up: the number of the log, the contest and its "
            "date, the code of the class, the number of the certificate. The same again "
            "gives no points a second time."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=200,
        help_text=gettext_lazy("It stays in the ledger."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def source_type(self) -> str:
        rule: Rule = self.cleaned_data["rule"]
        return rules.SOURCE_OF_PERIOD.get(rule.cap_period, DESK)

    def fits(self, person: Person) -> bool:
        """Where the rule counts by class, the class named is one of theirs."""
        if self.source_type != "cohort":
            return True
        return Enrollment.objects.filter(
            person=person,
            cohort__code=self.cleaned_data["reference"],
            status__in=Enrollment.ON_ROLL,
        ).exists()


class AwardForm(RuleForm):
    """For one person, who is found by name or number."""

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
    field_order = ("who", "person", "rule", "reference", "reason")
    confirmed: Person | None = None
    found: Sequence[Person] = ()

    def clean_who(self) -> str:
        typed: str = self.cleaned_data["who"]
        digits = plain(typed).replace(" ", "").replace("-", "")
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
        alone = self.found[0] if len(self.found) == 1 else None
        person = self.confirmed or alone
        if person and not self.errors and not self.fits(person):
            self.add_error("reference", str(NotOfClass()))
        return cleaned

    def ask(self) -> None:
        """Show who was found, to be confirmed or chosen; what was typed stays."""
        widget = forms.RadioSelect(
            choices=[(str(one.pk), _shown(one)) for one in self.found]
        )
        self.fields["person"].widget = widget
        chosen = str(self.found[0].pk) if len(self.found) == 1 else ""
        self.data = {**dict(self.data.items()), "person": chosen}


def _shown(person: Person) -> str:
    parts = [person.name, person.masked_phone]
    if person.company:
        parts.append(str(person.company))
    return " · ".join(filter(None, parts))


class ReverseForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=200,
        help_text=gettext_lazy("It stays in the ledger."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
