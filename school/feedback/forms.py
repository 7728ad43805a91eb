from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from school.courses.models import Edition, Lesson, Standard
from school.feedback.actions import Wording
from school.feedback.models import ComplaintKind
from school.points.models import Rule
from school.ui import fields

WORDS = 600
LESSONS = Lesson.objects.filter(module__edition__status=Edition.Status.PUBLISHED)
RULES = Rule.objects.filter(is_current=True, delta__lt=0).order_by("code")


def _lessons() -> Iterator[tuple[str, str]]:
    rows = LESSONS.select_related("module__edition__course").order_by(
        "module__edition__course__track__position", "module__number", "number"
    )
    # A lesson keeps its code in another edition: it is one choice.
    yield from {
        one.code: f"{one.module.edition.course} · {one}" for one in rows
    }.items()


def _rules() -> Iterator[tuple[str, str]]:
    yield "", str(_("None: whoever writes the suggestion says the kind"))
    for rule in RULES:
        yield rule.code, f"{rule.code} {rule}"


class KindForm(forms.Form):
    """A kind of complaint: its words, its standard, its lessons, what to do next time."""

    title_zh = forms.CharField(label=_("Complaint (Chinese)"), max_length=40)
    title_en = forms.CharField(label=_("Complaint (English)"), max_length=80)
    standard = forms.ModelChoiceField(
        Standard.objects.all(), label=_("Service standard that answers it")
    )
    advice_zh = forms.CharField(
        label=_("What to do next time (Chinese)"),
        max_length=WORDS,
        help_text=_("Two or three short sentences, to the worker herself."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    advice_en = forms.CharField(
        label=_("What to do next time (English)"),
        max_length=900,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    lesson_codes = forms.MultipleChoiceField(
        label=_("Lessons to read again"),
        choices=_lessons,
        required=False,
        help_text=_(
            "None: those that teach the standard above all. Choose one of each course "
            "where you know better."
        ),
        widget=forms.CheckboxSelectMultiple,
    )
    rule_code = forms.ChoiceField(
        label=_("Points rule whose cases are of this kind"),
        choices=_rules,
        required=False,
    )

    def as_verb(self) -> dict[str, Any]:
        return {"wording": Wording(**self.cleaned_data)}


class NoteForm(forms.Form):
    """A suggestion by hand."""

    kind = forms.ModelChoiceField(
        ComplaintKind.objects.select_related("standard"),
        label=_("What was complained of"),
        empty_label=_("Choose one"),
    )
    occurred_on = fields.DateField(
        label=_("On which day it happened"), widget=fields.DayInput
    )
    happened = forms.CharField(
        label=_("What happened"),
        max_length=WORDS,
        help_text=_("The worker reads it word for word. Name no household."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    advice = forms.CharField(
        label=_("What to do next time"),
        max_length=WORDS,
        required=False,
        help_text=_("Empty: the words kept for this kind of complaint."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PeriodForm(forms.Form):
    """From when to when something happened; empty: the last year."""

    first = fields.DateField(
        label=_("From which day"), required=False, widget=fields.DayInput
    )
    last = fields.DateField(
        label=_("Through which day"), required=False, widget=fields.DayInput
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        first, last = typed.get("first"), typed.get("last")
        if first and last and first > last:
            raise forms.ValidationError(_("The last day is before the first."))
        return typed


class LookForm(forms.Form):
    """What comes of looking at a lesson."""

    words = forms.CharField(
        label=_("What comes of it"),
        max_length=300,
        help_text=_("What is changed in the lesson, or why nothing is. Name nobody."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class FiguresForm(forms.Form):
    """A table of a month or more, and who told it."""

    source = forms.CharField(
        label=_("Which platform or company told it"), max_length=60
    )
    file = forms.FileField(
        label=_("Table (XLSX or CSV)"),
        max_length=None,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": _("Choose a file first."),
            "missing": _("Choose a file first."),
            "invalid": _("Choose a file first."),
            "empty": _("There is nothing in this file."),
        },
    )
