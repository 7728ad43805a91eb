from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """Why a verb is done. Each kind says who reads it, and what it is missed for."""

    read: ClassVar[Any] = _("Kept in the journal.")
    missing: ClassVar[Any] = ""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        field.help_text = self.read
        if self.missing:
            field.error_messages["required"] = self.missing
