from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from school.people.models import ConsentText


class ApplyForm(forms.Form):
    """Consent to the very version that was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    agree = forms.BooleanField(
        label=_("I have read this and I agree"),
        error_messages={
            "required": _("Without your consent we cannot enrol you. Tick the box.")
        },
    )

    def __init__(self, *args: Any, text: ConsentText, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": text.version}
        super().__init__(*args, **kwargs)
        self.text = text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("version") != self.text.version:
            # Not what was read: the new text is shown, and nothing is ticked.
            self.data = {"version": self.text.version}
            raise ValidationError(
                _("The text has changed. Read the new one below, then tick the box."),
                code="text_changed",
            )
        return cleaned


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why do you withdraw?"),
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
