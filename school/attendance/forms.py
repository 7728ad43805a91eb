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
        """What was typed, as moments of the session's evening; what stood there is no news."""
        if absence := self.cleaned_data["absence"]:
            return [(Event.Kind(absence), self.session.starts_at)]
        return [
            (kind, at_clock(self.session, typed))
            for kind in (Event.Kind.ARRIVED, Event.Kind.LEFT)
            if (typed := self.cleaned_data[kind]) and not self._stood(kind, typed)
        ]

    def _stood(self, kind: Event.Kind, typed: time) -> bool:
        """Noted again, an arrival would do away with the stays before it."""
        known: datetime | None = self.initial.get(kind)
        clock = (typed.hour, typed.minute)
        return known is not None and (known.hour, known.minute) == clock


def at_clock(session: Session, clock: time) -> datetime:
    """A time on the wall during an evening, which may go on past midnight."""
    zone = timezone.get_current_timezone()
    begins = timezone.localtime(session.starts_at)
    ends = timezone.localtime(session.ends_at)
    # Seconds of the plan are not on the wall: what is typed as its end is its end.
    for edge in (begins, ends):
        if (clock.hour, clock.minute) == (edge.hour, edge.minute):
            return edge
    moment = datetime.combine(begins.date(), clock, zone)
    if moment < begins and ends.date() > begins.date():
        return datetime.combine(ends.date(), clock, zone)
    return moment
