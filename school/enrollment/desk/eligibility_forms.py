from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from school.courses.models import Cohort, Course
from school.enrollment.desk.forms import number_of_person
from school.enrollment.models import Enrollment, Hold
from school.people.models import HealthCheck, Person
from school.ui.fields import DateField, DayInput

OLDEST = 120


def age(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=1, max_value=OLDEST
    )


class DemandForm(forms.Form):
    youngest = age(_("Youngest age on the first evening"))
    oldest = age(_("Oldest age on the first evening"))
    prerequisite = forms.ModelChoiceField(
        Course.objects.all(), label=_("Course to complete before"), required=False
    )
    health_class = forms.ChoiceField(
        label=_("Health certificate asked for"),
        choices=[("", _("none")), *HealthCheck.Kind.choices],
        required=False,
        help_text=_("It has to hold through the last evening of the class."),
    )


class FindForm(forms.Form):
    number = forms.CharField(
        label=_("Mobile number or ID number"),
        max_length=30,
        help_text=_("Of a person who is on file."),
    )

    def clean_number(self) -> Person:
        return number_of_person(self.cleaned_data["number"])


class HealthForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Class of the certificate"), choices=HealthCheck.Kind
    )
    expires_on = DateField(label=_("Valid through"), widget=DayInput())


class PriorForm(forms.Form):
    course = forms.ModelChoiceField(
        Course.objects.all(), label=_("Counts as having completed")
    )
    title = forms.CharField(label=_("Title of the certificate"), max_length=100)
    number = forms.CharField(label=_("Number of the certificate"), max_length=60)
    body = forms.CharField(label=_("Who issued it"), max_length=100)


class MoveForm(forms.Form):
    to = forms.ModelChoiceField(Cohort.objects.none(), label=_("To which class?"))
    reason = forms.CharField(
        label=_("Reason, kept in the journal"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, enrollment: Enrollment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        self.targets = Cohort.objects.filter(
            status__in=[Cohort.Status.ENROLLING, Cohort.Status.RUNNING],
            edition__course=enrollment.cohort.edition.course_id,
        ).exclude(pk=enrollment.cohort_id)
        field.queryset = self.targets

    def has_targets(self) -> bool:
        return self.targets.exists()


class HoldForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of hold"), choices=Hold.Kind)
    course = forms.ModelChoiceField(
        Course.objects.all(),
        label=_("Course that stays open"),
        required=False,
        help_text=_("The one that has to be done first, if there is one."),
    )
    reason = forms.CharField(
        label=_("Reason; the person reads it"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
