from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from school.people.models import Company
from school.wages.uploads.judging import MOST_BYTES


class PayTableForm(forms.Form):
    company = forms.ModelChoiceField(
        label=_("The company that paid"),
        queryset=Company.objects.none(),
        empty_label=None,
    )
    file = forms.FileField(
        label=_("The pay table"),
        # The sender's name of the file is not kept.
        max_length=None,
        allow_empty_file=True,
        help_text=_("XLSX or CSV, at most 8 MB. Nothing is taken in before you look."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": _("Choose the table first."),
            "missing": _("Choose the table first."),
            "invalid": _("Choose the table first."),
        },
    )

    def __init__(self, *args: Any, companies: QuerySet[Company], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["company"]
        choice.queryset = companies  # type: ignore[attr-defined]  # a Field to Django
        if len(companies) == 1:
            choice.widget, choice.initial = forms.HiddenInput(), companies[0]

    def data_sent(self) -> bytes:
        """One byte more than is allowed, so that the reader says that it is too much."""
        data: bytes = self.cleaned_data["file"].read(MOST_BYTES + 1)
        return data
