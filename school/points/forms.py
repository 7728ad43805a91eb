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
    field_order = ("who", "rule", "reference", "reason")
    person: Person

    def clean_who(self) -> str:
        typed: str = self.cleaned_data["who"]
        digits = plain(typed).replace(" ", "").replace("-", "")
        people = Person.objects.select_related("user")
        if digits.isdecimal() and len(digits) >= LEAST_DIGITS:
            found = people.filter(user__phone__endswith=digits)
        else:
            found = people.filter(name=typed)
        several = list(found[: MOST_NAMED + 1])
        if not several:
            raise ValidationError(_("Nobody on file is found by this. Check it."))
        if len(several) > 1:
            raise ValidationError(
                _("More than one person: %(people)s. Type the whole mobile number."),
                params={
                    "people": " · ".join(
                        f"{one.name} {one.masked_phone}" for one in several[:MOST_NAMED]
                    )
                },
            )
        self.person = several[0]
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self.fits(self.person):
            self.add_error("reference", str(NotOfClass()))
        return cleaned


class ReverseForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=200,
        help_text=gettext_lazy("It stays in the ledger."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
