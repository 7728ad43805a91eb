from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from school.attendance.models import Event
from school.courses.models import Session
from school.ui import fields


class TimesForm(forms.Form):
    """When a trainee came and went, or that she was not there, with the reason."""

    absence = forms.ChoiceField(
        label=_("Was she there?"),
        required=False,
        choices=[
            ("", _("She was there")),
            (Event.Kind.ABSENT.value, Event.Kind.ABSENT.label),
            (Event.Kind.EXCUSED.value, Event.Kind.EXCUSED.label),
        ],
        widget=forms.RadioSelect,
    )
    arrived = fields.TimeField(
        label=_("Arrived"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    left = fields.TimeField(
        label=_("Left"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    reason = forms.CharField(
        label=_("Why the roll is changed"),
        max_length=200,
        required=False,
        help_text=_("Needed once the evening is over."),
    )

    def __init__(self, session: Session, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session = session

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        told = cleaned.get("absence") or cleaned.get("arrived")
        if not told and "arrived" not in self.errors:
            self.add_error("arrived", _("Type when she came, or say she was not."))
        return cleaned

    def observations(self) -> list[tuple[Event.Kind, datetime]]:
        """What was typed, as moments of the session's evening."""
        if absence := self.cleaned_data["absence"]:
            return [(Event.Kind(absence), self.session.starts_at)]
        typed = [
            (Event.Kind.ARRIVED, self.cleaned_data["arrived"]),
            (Event.Kind.LEFT, self.cleaned_data["left"]),
        ]
        return [(kind, self._moment(at)) for kind, at in typed if at]

    def _moment(self, at: time) -> datetime:
        starts, ends = map(
            timezone.localtime, (self.session.starts_at, self.session.ends_at)
        )
        # After midnight the clock shows less than when the evening began.
        is_next_day = ends.date() > starts.date() and at <= ends.time()
        day = ends.date() if is_next_day else starts.date()
        return datetime.combine(day, at, timezone.get_current_timezone())
