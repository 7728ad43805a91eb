from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from school.assessment import refusals
from school.assessment.models import Paper, Question
from school.assessment.papers import LETTERS
from school.assessment.rules.answers import numeric
from school.people.models import User
from school.ui import fields
from school.ui.reasons import ReasonForm

NOTE_LENGTH = 2000


def chosen_in(paper: Paper, data: QueryDict) -> list[str]:
    """What the page of one question sends, by letter: a choice, a number, or places."""
    if paper.question.kind == Question.Kind.NUMERIC:
        typed = data.get("number", "").strip()
        if typed and numeric(typed) is None:
            raise refusals.NotANumber
        return [typed] if typed else []
    if paper.question.kind != Question.Kind.ORDERING:
        return data.getlist("option")
    letters = LETTERS[: len(paper.option_order)]
    places = {letter: data.get(f"place_{letter}", "") for letter in letters}
    if not any(places.values()):
        return []
    if set(places.values()) != {str(one) for one in range(1, len(letters) + 1)}:
        raise refusals.PlacesNotAll(count=len(letters))
    return sorted(letters, key=lambda letter: int(places[letter]))


class NoteField(forms.CharField):
    """Counted as the browser counts: a line's end is one sign."""

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class NoteForm(forms.Form):
    note = NoteField(label=_("Note"), required=False, max_length=NOTE_LENGTH)


class OpenExamForm(forms.Form):
    until = fields.DateTimeField(
        label=_("Open the theory exam until"),
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
        error_messages={
            "required": _("Say until when the exam is open."),
            "invalid": _("Say until when the exam is open: a day and a time."),
        },
    )


class CountLateForm(ReasonForm):
    missing = _("Say why the late answers count.")


class ReleaseForm(forms.Form):
    absent_too = forms.BooleanField(required=False)


class ExaminerForm(forms.Form):
    """Someone with the duty of examiner in the class, for the station or sheet `of`."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        examiners: QuerySet[User],
        of: str,
        against: Mapping[int, str] | None = None,
    ) -> None:
        """`against` says beside a name why it cannot be chosen."""
        # A page has several of these forms: each has ids of its own.
        super().__init__(data, auto_id=f"{of}_%s")
        self.of = of
        chosen = forms.ModelChoiceField(
            examiners,
            label=_("Examiner"),
            error_messages={
                "required": _("Choose an examiner of the class."),
                "invalid_choice": _(
                    "This person is no examiner of the class. Choose another."
                ),
            },
        )
        # Read once for all the forms of the page.
        why = against or {}
        names = [
            (user.pk, f"{user} ({why[user.pk]})" if user.pk in why else str(user))
            for user in examiners
        ]
        chosen.widget.choices = [("", _("Choose one")), *names]
        self.fields["examiner"] = chosen
        self.order_fields(["examiner"])


class ReplaceForm(ExaminerForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        error_messages={"required": _("Say why another examiner marks it.")},
    )


class SendBackForm(forms.Form):
    reason = forms.CharField(
        label=_("What is to be mended"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Say what is to be mended, so that the writer can do it.")
        },
    )
