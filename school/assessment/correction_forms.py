"""The desk's forms of correcting a question that proved wrong."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from school.assessment.models import Correction, Question
from school.assessment.rules.answers import numeric
from school.lib.fields import in_language
from school.ui import fields
from school.ui.reasons import ReasonForm


class CorrectionForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("How the question is marked"),
        choices=Correction.Kind.choices,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("What is wrong with the question"),
        max_length=200,
        error_messages={"required": _("Say what is wrong with the question.")},
    )

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        self.fields["answer"] = self._answer_field()
        if question.kind == Question.Kind.NUMERIC:
            self.fields["tolerance"] = fields.DecimalField(
                label=_("Tolerance"),
                required=False,
                min_value=0,
                max_digits=12,
                decimal_places=4,
            )
        self.order_fields(["kind", "answer", "tolerance", "reason"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") != Correction.Kind.NEW_KEY or "answer" in self.errors:
            return data
        if not data.get("answer"):
            self.add_error("answer", _("Give the answer that is right."))
        return data

    def as_verb(self) -> dict[str, Any]:
        """What the verb is told."""
        tolerance: Decimal | None = self.cleaned_data.get("tolerance")
        return {
            "kind": self.cleaned_data["kind"],
            "reason": self.cleaned_data["reason"],
            "answer": self.cleaned_data["answer"],
            "tolerance": tolerance,
        }

    def clean_answer(self) -> list[str]:
        typed = self.cleaned_data["answer"]
        kind = self.question.kind
        if kind == Question.Kind.NUMERIC:
            number = numeric(typed) if typed else None
            if typed and number is None:
                raise forms.ValidationError(_("Type one number, for example 38.5."))
            return [] if number is None else [str(number)]
        if kind == Question.Kind.ORDERING:
            return self._order(typed)
        chosen = [typed] if isinstance(typed, str) and typed else list(typed or ())
        return sorted(chosen)

    def _order(self, typed: str) -> list[str]:
        letters = [sign for sign in typed.upper() if not sign.isspace()]
        keys = [option["key"] for option in self.question.options]
        if letters and sorted(letters) != sorted(keys):
            raise forms.ValidationError(
                _("Give every letter once, in the right order: %(letters)s."),
                params={"letters": "".join(keys)},
            )
        return letters

    def _answer_field(self) -> forms.Field:
        label = _("Right answer (only if another one is right)")
        kind = self.question.kind
        if kind in (Question.Kind.NUMERIC, Question.Kind.ORDERING):
            help_text = (
                _("A number, for example 38.5.")
                if kind == Question.Kind.NUMERIC
                else _("The letters in the right order, for example CABD.")
            )
            return forms.CharField(
                label=label, required=False, max_length=20, help_text=help_text
            )
        choices = [
            (option["key"], f"{option['key']} {in_language(option)}")
            for option in self.question.options
        ]
        if kind == Question.Kind.MULTIPLE:
            return forms.MultipleChoiceField(
                label=label,
                required=False,
                choices=choices,
                widget=forms.CheckboxSelectMultiple,
            )
        return forms.ChoiceField(
            label=label, required=False, choices=choices, widget=forms.RadioSelect
        )


class RejectForm(ReasonForm):
    missing = _("Say why the question stays as it is.")
