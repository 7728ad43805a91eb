from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class FreezeForm(forms.Form):
    """`seen` is the draft that stands above the form."""

    # Nobody types it, so whatever is sent is only another draft than the one above.
    seen = forms.Field(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label=_("Why it is corrected"),
        max_length=200,
        help_text=_("Stands in public beside the report."),
    )

    def __init__(self, *args: Any, is_correction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_correction:
            del self.fields["reason"]

    def clean_seen(self) -> str:
        return self.cleaned_data["seen"] or "none"
