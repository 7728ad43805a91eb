from collections.abc import Iterator, Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from school.attendance.forms import at_clock
from school.attendance.papers import rules
from school.attendance.papers.actions import Signed
from school.attendance.papers.models import SheetRow
from school.attendance.rules import Presence
from school.courses.models import Session
from school.lib.format import clock
from school.ui import fields


class ScanForm(forms.Form):
    picture = forms.FileField(
        label=_("Picture of the signed sheet"),
        help_text=_("The whole page, with the square code. JPEG or PNG, up to 5 MB."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
    )
    sheet = forms.CharField(
        label=_("Code of the sheet"),
        max_length=20,
        required=False,
        help_text=_("Only if the square is not legible: the signs under it."),
        widget=forms.TextInput(attrs={"autocapitalize": "off", "autocomplete": "off"}),
    )


class RowsField(forms.CharField):
    """Numbers of rows, as "1-5, 7"."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=200, **kwargs)

    def clean(self, value: Any) -> list[int]:
        found = rules.rows_in(super().clean(value))
        if found is None:
            raise forms.ValidationError(
                _("Type numbers of rows, for example 1-5, 7."), code="rows"
            )
        return found


class SheetForm(forms.Form):
    """A page of a sheet, typed in: rows by number or by ticks, with times that differ."""

    came = RowsField(
        label=_("Rows that signed in"),
        help_text=_("For example 1-5, 7; or tick below."),
    )
    came_at = fields.TimeField(
        label=_("They came at"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    went = RowsField(
        label=_("Rows that signed out"),
        help_text=_("For example 1-5, 7; or tick below."),
    )
    went_at = fields.TimeField(
        label=_("They went at"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    absent_rest = forms.BooleanField(
        label=_("Whoever did not sign this page was absent"), required=False
    )

    def __init__(
        self,
        rows: Sequence[SheetRow],
        seen: dict[int, Presence],
        session: Session,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        self.at = timezone.now()
        edges = {"came_at": session.starts_at, "went_at": session.ends_at}
        kwargs["initial"] = {
            name: timezone.localtime(moment).time()
            for name, moment in edges.items()
            if moment <= self.at
        }
        super().__init__(*args, **kwargs)
        self.rows, self.seen, self.session = rows, seen, session
        for row in rows:
            for verb, word in (("came", _("Came")), ("went", _("Went"))):
                name = f"{verb}_{row.number}"
                who = f"{row.number} {row.enrollment.person.name} {word}"
                attrs = {"aria-label": who}
                self.fields[name] = forms.BooleanField(
                    label=who,
                    required=False,
                    widget=forms.CheckboxInput(attrs=attrs),
                )
                self.fields[f"{name}_at"] = fields.TimeField(
                    label=who,
                    required=False,
                    widget=forms.TimeInput(
                        attrs={"type": "time", **attrs}, format="%H:%M"
                    ),
                )

    def lines(
        self,
    ) -> Iterator[tuple[SheetRow, Presence, list[tuple[str, BoundField]]]]:
        columns = {
            "came_{}": gettext("Came"),
            "came_{}_at": gettext("Time of coming"),
            "went_{}": gettext("Went"),
            "went_{}_at": gettext("Time of going"),
        }
        for row in self.rows:
            presence = self.seen.get(row.enrollment_id, Presence())
            cells = [
                (label, self[name.format(row.number)])
                for name, label in columns.items()
            ]
            yield row, presence, cells

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        numbers = {row.number for row in self.rows}
        for verb in ("came", "went"):
            strange = [one for one in cleaned.get(verb) or [] if one not in numbers]
            if strange:
                text = gettext("This page has no row %(row)s.") % {"row": strange[0]}
                self.add_error(verb, text)
        if not self.errors:
            self._check_times()
        if not self.errors and not self.signed():
            self.add_error("came", gettext("Type or tick at least one row."))
        return cleaned

    def signed(self) -> dict[int, Signed]:
        found = {}
        for row in self.rows:
            came, went = (self._moment(verb, row.number) for verb in ("came", "went"))
            state = self.seen.get(row.enrollment_id, Presence()).state
            if came or went:
                found[row.number] = Signed(arrived=came, left=went)
            elif self.cleaned_data["absent_rest"] and state == "unknown":
                found[row.number] = Signed(is_absent=True)
        return found

    def _check_times(self) -> None:
        """A time that is missing or still to come is said once, beside where it is typed."""
        for verb in ("came", "went"):
            for row in self.rows:
                name, own = self._time(verb, row.number)
                if not name or self.has_error(name):
                    continue
                if own is None:
                    self.add_error(name, gettext("Type the time too."))
                elif at_clock(self.session, own) > self.at:
                    text = gettext("It is not yet %(time)s. Type a time that has come.")
                    self.add_error(name, text % {"time": clock(own)})

    def _time(self, verb: str, number: int) -> tuple[str, time | None]:
        """The field that says when the row came or went, and what it says; "" if it did not."""
        # What has an error is no longer in the cleaned data.
        cleaned = self.cleaned_data
        if own := cleaned.get(f"{verb}_{number}_at"):
            return f"{verb}_{number}_at", own
        if number in cleaned[verb] or cleaned[f"{verb}_{number}"]:
            return f"{verb}_at", cleaned.get(f"{verb}_at")
        return "", None

    def _moment(self, verb: str, number: int) -> datetime | None:
        """When the row came or went: its own time, or that of the page if it is ticked."""
        _name, own = self._time(verb, number)
        if own is None:
            return None
        return at_clock(self.session, own)
