from collections.abc import Iterable
from typing import Any

from django import forms
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from school.courses.models import Edition
from school.lib.fields import in_language


def _with_lessons(words: str, codes: Iterable[str]) -> str | SafeString:
    """What is confirmed, and the lessons in which it is taught, to open beside."""
    links = [(page, code) for code in codes if (page := _page_of(code))]
    if not links:
        return words
    return format_html(
        '<span class="point">{} {}</span>',
        words,
        format_html_join(" ", '<a href="{}" target="_blank">{}</a>', links),
    )


def _page_of(lesson: str) -> str:
    """Lessons are shown by an app above this one."""
    try:
        return reverse("cms:lesson", args=[lesson])
    except NoReverseMatch:
        return ""


class SignOffForm(forms.Form):
    """One box for each point that the nurse-instructor confirms."""

    points = forms.TypedMultipleChoiceField(
        label=_("I have checked and confirm"),
        coerce=int,
        error_messages={"required": _("Nothing is ticked yet. Tick each point.")},
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["points"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [
            (position, _with_lessons(in_language(point), point.get("lessons", ())))
            for position, point in enumerate(edition.to_confirm)
        ]
        field.required = bool(edition.to_confirm)
