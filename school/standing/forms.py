from collections.abc import Iterator
from itertools import groupby
from typing import Any, ClassVar

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from school.courses.models import Cohort, Course, Edition, Module
from school.standing.actions import Decision
from school.standing.models import ExternalListing, Retraining
from school.standing.seats import classes_for
from school.ui import fields
from school.ui.reasons import ReasonForm


class LiftForm(ReasonForm):
    """Why a red card is lifted; where it takes an authority's decision, its number."""

    read: ClassVar = _("The worker reads it.")
    decision = forms.CharField(
        label=_("Number of the authority's decision"),
        max_length=80,
        required=False,
        help_text=_("Only where the card is lifted by a decision alone."),
    )


class _ByCourse(ModelChoiceIterator):
    def __iter__(self) -> Iterator[Any]:
        yield "", self.field.empty_label
        for course, modules in groupby(self.queryset, lambda one: one.edition.course):
            yield str(course), [self.choice(one) for one in modules]


class _ModuleField(forms.ModelChoiceField):
    """Modules under the course that they belong to."""

    iterator = _ByCourse


class OrderForm(ReasonForm):
    """Which course is to be taken again, what of it above all, and why."""

    read: ClassVar = _("The worker reads it.")
    course = forms.ModelChoiceField(
        Course.objects.select_related("track"),
        label=_("Course to be taken again"),
        empty_label=_("Choose a course"),
    )
    module = _ModuleField(
        Module.objects.filter(edition__status=Edition.Status.PUBLISHED)
        .select_related("edition__course")
        .order_by("edition__course__code", "edition_id", "number"),
        label=_("Module it is about"),
        empty_label=_("The course as a whole"),
        required=False,
    )
    field_order = ["course", "module", "reason"]


class CancelForm(ReasonForm):
    read: ClassVar = _("The worker reads it.")


class BookForm(forms.Form):
    """A class of the course ordered, among those with a place."""

    def __init__(self, *args: Any, order: Retraining, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = [one for one in classes_for(order, at=timezone.now()) if one.has_room]
        chosen = Cohort.objects.filter(pk__in=[one.cohort.pk for one in free])
        self.fields["cohort"] = forms.ModelChoiceField(
            chosen, label=_("Class to take it in")
        )


class ListingForm(forms.Form):
    """What the authority's decision says."""

    colour = forms.ChoiceField(
        label=_("Which list"), choices=ExternalListing.Colour.choices
    )
    authority = forms.CharField(label=_("Authority"), max_length=80)
    decision = forms.CharField(label=_("Number of the decision"), max_length=80)
    decided_on = fields.DateField(
        label=_("Date of the decision"), widget=fields.DayInput
    )
    begins_on = fields.DateField(label=_("It counts from"), widget=fields.DayInput)
    ends_on = fields.DateField(
        label=_("It counts through"),
        required=False,
        help_text=_("Empty where the decision names no end and is not published."),
        widget=fields.DayInput,
    )
    url = forms.URLField(
        label=_("Address of the publication"),
        max_length=300,
        required=False,
        assume_scheme="https",
    )
    file = forms.FileField(
        label=_("Photo or PDF of the decision"),
        required=False,
        help_text=_("An address or a copy is needed."),
    )
    is_published = forms.BooleanField(
        label=_("The decision orders that it be published"), required=False
    )
    words_zh = forms.CharField(
        label=_("What is to be published, word for word (Chinese)"),
        max_length=1000,
        required=False,
        help_text=_("Mask the name: everybody reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    words_en = forms.CharField(
        label=_("What is to be published, word for word (English)"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def as_verb(self) -> dict[str, Any]:
        told = {**self.cleaned_data}
        file = told.pop("file", None)
        return {"paper": Decision(**told), "file": file}


class CheckForm(forms.Form):
    """Compared with the authority's own publication."""

    outcome = forms.ChoiceField(
        label=_("What the comparison shows"),
        choices=[
            ("yes", _("It is as the authority published it")),
            ("no", _("It is not, or cannot be found")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("What is not right"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def as_verb(self) -> dict[str, Any]:
        return {
            "is_confirmed": self.cleaned_data["outcome"] == "yes",
            "reason": self.cleaned_data["reason"],
        }
