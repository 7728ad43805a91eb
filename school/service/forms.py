from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from school.points.models import Rule
from school.service import rules
from school.service.models import ServiceEvent
from school.service.taking import MOST_BYTES

WORDS = 1000


class RuleField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} ({obj.delta})"


class OpenForm(forms.Form):
    rule = RuleField(
        label=_("By which rule"),
        queryset=Rule.objects.filter(is_current=True, delta__lt=0).order_by("code"),
        empty_label=_("Choose one"),
    )
    facts = forms.CharField(
        label=_("What happened, so that the worker understands it"),
        max_length=WORDS,
        help_text=_("The worker reads it word for word. Name no household."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, event: ServiceEvent, *args: Any, **kwargs: Any) -> None:
        code = rules.proposed_for(event.kind, event.complaint)
        rule = Rule.objects.filter(code=code, is_current=True, delta__lt=0).first()
        kwargs["initial"] = {"rule": rule, "facts": event.text}
        super().__init__(*args, **kwargs)

    def as_verb(self) -> dict[str, Any]:
        return {
            "rule_code": self.cleaned_data["rule"].code,
            "facts": self.cleaned_data["facts"],
        }


class DismissForm(forms.Form):
    reason = forms.CharField(
        label=_("Why nothing comes of it"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Say in a few words why nothing comes of it.")},
    )


class UploadForm(forms.Form):
    platform = forms.RegexField(
        rules.SLUG,
        label=_("Which platform it comes from"),
        max_length=16,
        help_text=_("A short name in small letters, always the same: meijia"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "invalid": _("The platform's name has at most 16 small letters or digits.")
        },
    )
    file = forms.FileField(
        label=_("The table"),
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

    def as_verb(self) -> dict[str, Any]:
        # One byte more than is allowed, so that the reader says that it is too much.
        data = self.cleaned_data["file"].read(MOST_BYTES + 1)
        return {"platform": self.cleaned_data["platform"], "data": data}
