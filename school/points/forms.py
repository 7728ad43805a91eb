from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from school.enrollment.models import Enrollment
from school.people.models import Person
from school.points import rules
from school.points.deeds.access import PROVED
from school.points.finding import FindForm
from school.points.models import Rule
from school.points.refusals import NotOfClass

DESK = "desk"
# Given for what is recorded elsewhere: entered here too it would count twice.
BY_RECORD = ("I02", "T06")


class RuleField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} (+{obj.delta})"


class RuleForm(forms.Form):
    """An award that somebody has confirmed; what the system confirms comes by itself.

    What asks for evidence is entered as a deed.
    """

    rule = RuleField(
        label=gettext_lazy("Which rule"),
        queryset=Rule.objects.filter(is_current=True, delta__gt=0)
        .exclude(source__confirm_role="system")
        .exclude(cap_period="per_course")
        .exclude(code__in=BY_RECORD)
        .exclude(PROVED)
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


class AwardForm(FindForm, RuleForm):
    """For one person, who is found by name or number."""

    field_order = ("who", "person", "rule", "reference", "reason")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.person_meant and not self.errors and not self.fits(self.person_meant):
            self.add_error("reference", str(NotOfClass()))
        return cleaned


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why it is refused"),
        max_length=200,
        help_text=gettext_lazy("Who asked for it reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReverseForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=200,
        help_text=gettext_lazy("It stays in the ledger."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
