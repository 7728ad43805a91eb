from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DossierForm(forms.Form):
    with_id_numbers = forms.BooleanField(
        label=_("With whole ID and telephone numbers"),
        required=False,
        help_text=_("Only for the authority; otherwise they are masked."),
    )
    reason = forms.CharField(
        label=_("For which authority, and what for"),
        max_length=200,
        required=False,
        help_text=_("Needed with whole numbers. It stays in the journal."),
    )

    def __init__(self, *args: Any, may_unseal: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_unseal:
            del self.fields["with_id_numbers"]
