from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Case, When
from django.utils.translation import gettext_lazy as _

from school.points.models import Rule
from school.service import rules
from school.service.models import ServiceEvent
from school.service.refusals import OtherKind
from school.service.taking import MOST_BYTES

WORDS = 1000


class RuleField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} ({obj.delta})"


class OpenForm(forms.Form):
    rule = RuleField(
        label=_("By which rule"),
        queryset=Rule.objects.none(),
        empty_label=_("Choose one"),
        error_messages={"invalid_choice": OtherKind.message},
    )
    facts = forms.CharField(
        label=_("What happened, so that the worker understands it"),
        max_length=WORDS,
        help_text=_("The worker reads it word for word. Name no household."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, event: ServiceEvent, *args: Any, **kwargs: Any) -> None:
        codes = rules.fitting(event.kind, event.complaint)
        fitting = Rule.objects.filter(code__in=codes, is_current=True, delta__lt=0)
        places = (When(code=code, then=place) for place, code in enumerate(codes))
        offered = fitting.order_by(Case(*places, default=len(codes)))
        rule = fitting.filter(code=codes[0]).first() if codes else None
        kwargs["initial"] = {"rule": rule, "facts": event.text}
        super().__init__(*args, **kwargs)
        field = self.fields["rule"]
        assert isinstance(field, RuleField)
        field.queryset = offered

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
    platform = forms.ChoiceField(
        label=_("Which platform it comes from"), required=False
    )
    is_new = forms.BooleanField(
        label=_("This is a new platform; nothing of it is on file"), required=False
    )
    new_platform = forms.RegexField(
        # The whole of it: a form would be content with a part.
        rf"^{rules.SLUG.pattern}\Z",
        label=_("Short name of the new platform"),
        max_length=16,
        required=False,
        help_text=_("In small letters, for good: meijia"),
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

    def __init__(self, *args: Any, known: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        field = self.fields["platform"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose one")), *((one, one) for one in known)]
        if not known:
            del self.fields["platform"], self.fields["is_new"]
            self.fields["new_platform"].required = True

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        name = found.get("new_platform", "")
        if found.get("is_new") or not self.known:
            self._check_new(name)
        elif name:
            said = _("Tick that it is a new platform, or leave this empty.")
            self.add_error("new_platform", said)
        elif not found.get("platform"):
            said = _("Choose the platform, or tick that it is a new one.")
            self.add_error("platform", said)
        return found

    def _check_new(self, name: str) -> None:
        alike = [one for one in self.known if rules.is_alike(one, name)]
        if alike:
            said = _("This platform is on file as %(name)s. Choose it above.")
            self.add_error("new_platform", said % {"name": alike[0]})
        elif not name and "new_platform" not in self.errors:
            self.add_error("new_platform", _("Write the short name."))

    def as_verb(self) -> dict[str, Any]:
        found = self.cleaned_data
        is_new = found.get("is_new") or not self.known
        # One byte more than is allowed, so that the reader says that it is too much.
        data = found["file"].read(MOST_BYTES + 1)
        return {
            "platform": found["new_platform" if is_new else "platform"],
            "data": data,
        }
