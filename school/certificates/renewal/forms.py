from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from school.certificates.renewal.models import RefresherRule, Renewal
from school.courses.models import Course
from school.enrollment.models import Enrollment
from school.ui import fields


class RenewForm(forms.Form):
    """An annual review with its day, or a refresher that she has passed."""

    what = forms.ChoiceField(label=_("Renewed by"), widget=forms.RadioSelect)
    done_on = fields.DateField(
        label=_("Day of the review"),
        widget=fields.DayInput,
        required=False,
        help_text=_("For a refresher the day of its result counts."),
    )
    note = forms.CharField(
        label=_("Note on the review"),
        max_length=300,
        required=False,
        help_text=_("Who reviewed, and what was seen. It stays in the history."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, refreshers: Sequence[Enrollment], data: Any = None) -> None:
        self.refreshers = {one.code: one for one in refreshers}
        today = timezone.localdate()
        super().__init__(data, initial={"what": Renewal.Kind.REVIEW, "done_on": today})
        if not refreshers:
            self.fields["done_on"].help_text = ""
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)
        what.choices = [
            (Renewal.Kind.REVIEW, Renewal.Kind.REVIEW.label),
            *[(code, one.cohort.name) for code, one in self.refreshers.items()],
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_review = cleaned.get("what") == Renewal.Kind.REVIEW
        if is_review and "done_on" in cleaned and not cleaned["done_on"]:
            self.add_error("done_on", _("Enter the day of the review."))
        return cleaned

    def refresher(self) -> Enrollment | None:
        return self.refreshers.get(self.cleaned_data["what"])


class RefreshersForm(forms.Form):
    """Whether a course's certificates suggest a refresher, and what is one."""

    is_suggested = forms.BooleanField(
        label=_("Certificates issued from now on suggest a day for a refresher"),
        required=False,
    )
    refreshers = forms.ModelMultipleChoiceField(
        Course.objects.none(),
        label=_("Whoever passes one of these has refreshed it"),
        to_field_name="code",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, rule: RefresherRule | None, data: Any = None) -> None:
        initial = (
            {
                "is_suggested": rule.is_suggested,
                "refreshers": [one.code for one in rule.refreshers.all()],
            }
            if rule
            else None
        )
        super().__init__(data, initial=initial)
        refreshers = self.fields["refreshers"]
        assert isinstance(refreshers, forms.ModelMultipleChoiceField)
        refreshers.queryset = Course.objects.all()
