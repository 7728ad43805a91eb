"""A form field for a sum of money."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from school.lib.money import NotMoney, parse_yuan


class YuanField(forms.Field):
    """A sum in yuan as people type it; its value is in fen."""

    default_error_messages = {
        "unreadable": _(
            "This is not a sum of money. Type the number only, such as 6200 or 6,200."
        ),
        "negative": _("A sum is not below zero. Type it without a minus."),
        "decimals": _("A sum ends at the fen. Type at most two decimals."),
        "too_much": _(
            "This is more than ten million. Type the sum in yuan, not in fen."
        ),
        "nothing": _("This is nothing. Type a sum above zero."),
    }

    def __init__(self, *, may_be_zero: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget",
            forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        )
        super().__init__(**kwargs)
        self.may_be_zero = may_be_zero

    def to_python(self, value: Any) -> int | None:
        typed = str(value or "").strip()
        if not typed:
            return None
        try:
            fen = parse_yuan(typed)
        except NotMoney as refused:
            raise forms.ValidationError(
                self.error_messages[refused.code], code=refused.code
            ) from refused
        if fen == 0 and not self.may_be_zero:
            raise forms.ValidationError(self.error_messages["nothing"], code="nothing")
        return fen
