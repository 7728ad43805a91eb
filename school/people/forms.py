from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal
from school.people.actions import acceptable_id_number, acceptable_name
from school.people.models import Company
from school.people.models.person import TOWN_LENGTH


def or_error(check: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """What `check` returns; its refusal as an error beside the field."""
    try:
        return check(*args, **kwargs)
    except Refusal as refusal:
        raise ValidationError(str(refusal.message), code=refusal.code) from None


class NameField(forms.CharField):
    """Hands on what was typed: what is kept, and what was mended, the verb decides."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "label": _("Name"),
                "strip": False,
                "help_text": _(
                    "Exactly as on your ID card, with the dot and rare characters."
                ),
                "widget": forms.TextInput(attrs={"autocomplete": "name"}),
                **kwargs,
            }
        )

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        or_error(acceptable_name, typed)
        return typed


class IdNumberField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "label": _("ID number"),
                "help_text": _(
                    "The 18 signs on your ID card. Kept encrypted; "
                    "screens show the first three and the last four."
                ),
                "widget": forms.TextInput(
                    attrs={"autocomplete": "off", "autocapitalize": "characters"}
                ),
                **kwargs,
            }
        )

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if typed:
            or_error(acceptable_id_number, typed, at=timezone.now())
        return typed


class IdentityForm(forms.Form):
    name = NameField()
    id_number = IdNumberField()


class PhotoForm(forms.Form):
    photo = forms.FileField(
        label=_("Photo"),
        help_text=_("Your face from the front, on a plain ground. JPEG or PNG."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
    )


class CompanyForm(forms.Form):
    company = forms.ModelChoiceField(
        Company.objects.all(),
        label=_("Company"),
        required=False,
        empty_label=_("None, or not in this list"),
        help_text=_("If yours is not in the list, ask the registrar to add it."),
    )


class TownForm(forms.Form):
    town = forms.CharField(
        label=_("Town"),
        max_length=TOWN_LENGTH,
        required=False,
        help_text=_("The town or village you live in; no street or house."),
    )
