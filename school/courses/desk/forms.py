import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from school.courses import rules, weeks
from school.courses.actions.dates import BEGINS, ENDS
from school.courses.actions.plan import Pattern
from school.courses.models import Cohort, Duty, Edition, Session, Venue
from school.lib.typed import plain
from school.people.models import User
from school.people.roles import TEACHING, Role
from school.ui import fields

WEEKDAYS = [
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
]
STAFF = [*TEACHING, Role.REGISTRAR]
LONGEST_TERM = timedelta(days=366)
DAYS = dict.fromkeys(("starts_on", "ends_on", "enrol_until"), fields.DateField)


class CohortForm(forms.ModelForm):
    fee_yuan = fields.DecimalField(
        label=_("Fee in yuan"), min_value=0, max_digits=8, decimal_places=2, initial=0
    )

    class Meta:
        model = Cohort
        fields = (
            "edition",
            "name",
            "seats",
            "venue",
            "starts_on",
            "ends_on",
            "enrol_until",
            "fee_yuan",
            "fee_note_zh",
            "fee_note_en",
        )
        field_classes = DAYS
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "starts_on": AdminDateInput(),
            "ends_on": AdminDateInput(),
            "enrol_until": AdminDateInput(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        edition = self.fields["edition"]
        assert isinstance(edition, forms.ModelChoiceField)
        if self.instance.pk:
            # With the edition all evenings change: that is a step of its own.
            del self.fields["edition"]
            self.fields["fee_yuan"].initial = Decimal(self.instance.fee_fen) / 100
        else:
            edition.queryset = Edition.objects.filter(
                status=Edition.Status.PUBLISHED
            ).select_related("course")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (fee := cleaned.get("fee_yuan")) is not None:
            self.instance.fee_fen = int(fee * 100)
        return cleaned


class PlanForm(forms.Form):
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Evenings on"),
        coerce=int,
        choices=WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
    )
    begins = fields.TimeField(
        label=_("Evening begins"), initial=BEGINS, widget=AdminTimeInput
    )
    ends = fields.TimeField(
        label=_("Evening ends"), initial=ENDS, widget=AdminTimeInput
    )
    holidays_off = forms.BooleanField(
        label=_("No class on public holidays"),
        help_text=_("The evenings that follow move back by as many."),
        required=False,
        initial=True,
    )
    skipping = forms.CharField(
        label=_("Days without class"),
        help_text=_("Other days off, one date a line, written 2026-10-01."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_skipping(self) -> list[date]:
        days = []
        typed = plain(self.cleaned_data["skipping"])
        for word in re.split(r"[\s,、]+", typed.strip()):
            try:
                days += [date.fromisoformat(word)] if word else []
            except ValueError as malformed:
                raise ValidationError(
                    _("“%(word)s” is not a date. Write it like 2026-10-01."),
                    params={"word": word},
                ) from malformed
        return days


class EditionForm(PlanForm):
    """Another edition of the course, on the weekdays and at the times the class has."""

    edition = forms.ModelChoiceField(Edition.objects.none(), label=_("New edition"))
    reason = forms.CharField(
        label=_("Reason for the change"), max_length=200, widget=forms.Textarea
    )
    field_order = ("edition", "weekdays", "begins", "ends")

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        kwargs["initial"] = habits(cohort)
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget.attrs["rows"] = 2
        edition = self.fields["edition"]
        assert isinstance(edition, forms.ModelChoiceField)
        edition.queryset = Edition.objects.other_than(cohort.edition)

    @property
    def pattern(self) -> Pattern:
        names = ("weekdays", "skipping", "begins", "ends", "holidays_off")
        return Pattern(**{name: self.cleaned_data[name] for name in names})


def habits(cohort: Cohort) -> dict[str, Any]:
    """On which days and when the class comes together so far."""
    evenings = [
        (timezone.localtime(starts), timezone.localtime(ends))
        for starts, ends in cohort.sessions.planned().values_list(
            "starts_at", "ends_at"
        )
    ]
    if not evenings:
        return {}
    starts, ends = evenings[0]
    return {
        "weekdays": sorted({begins.weekday() for begins, _ends in evenings}),
        "begins": starts.time(),
        "ends": ends.time(),
    }


class DutyForm(forms.ModelForm):
    class Meta:
        model = Duty
        fields = ("user", "kind")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user = self.fields["user"]
        assert isinstance(user, forms.ModelChoiceField)
        roles = Q(groups__name__in=[role.value for role in STAFF])
        staff = User.objects.filter(roles | Q(instructor__isnull=False))
        user.queryset = staff.filter(is_active=True).distinct().order_by("display_name")


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason for the change"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SessionForm(ReasonForm):
    day = fields.DateField(label=_("Date of the evening"), widget=AdminDateInput)
    begins = fields.TimeField(label=_("Evening begins"), widget=AdminTimeInput)
    ends = fields.TimeField(label=_("Evening ends"), widget=AdminTimeInput)
    venue = forms.ModelChoiceField(Venue.objects.all(), label=_("venue"))
    room = forms.CharField(label=_("room"), max_length=60, required=False)
    teacher = forms.ModelChoiceField(
        User.objects.none(),
        label=_("teacher"),
        required=False,
        help_text=_("Whoever has a duty in the class."),
    )
    field_order = ("day", "begins", "ends", "venue", "room", "teacher", "reason")

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        starts, ends = map(timezone.localtime, (session.starts_at, session.ends_at))
        kwargs["initial"] = {
            "day": starts.date(),
            "begins": starts.time(),
            "ends": ends.time(),
            "venue": session.venue_id,
            "room": session.room,
            "teacher": session.teacher_id,
        }
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _(
            "The trainees of the class read it where the time or the place changes."
        )
        teacher = self.fields["teacher"]
        assert isinstance(teacher, forms.ModelChoiceField)
        on_duty = User.objects.filter(duties__cohort=session.cohort_id)
        teacher.queryset = on_duty.distinct().order_by("display_name")


class MakeUpForm(SessionForm):
    """As the evening was, on a day that is still to be chosen."""

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, session=session, **kwargs)
        del self.initial["day"]
        self.fields["reason"].help_text = _("The trainees of the class read it.")


class WeekForm(forms.Form):
    """What is shown of the week plan; what is not understood is left out and said."""

    week = forms.CharField(
        label=_("Any day of the week"),
        required=False,
        max_length=20,
        widget=AdminDateInput,
    )
    venue = forms.ModelChoiceField(
        Venue.objects.all(), label=_("venue"), required=False
    )
    cohort = forms.ModelChoiceField(
        Cohort.objects.all(), label=_("cohort"), required=False
    )

    def clean_week(self) -> date | None:
        if not (typed := self.cleaned_data["week"]):
            return None
        if (monday := weeks.parse(typed)) is None:
            raise ValidationError(
                _("“%(word)s” is not a date. Write it like 2026-10-01."),
                params={"word": typed},
            )
        return monday

    def chosen(self, name: str) -> Any:
        # Reading the errors is what cleans the form; each field stands for itself.
        if not self.is_bound or name in self.errors:
            return None
        return self.cleaned_data.get(name)

    @property
    def of(self) -> str:
        """Whose plan it is, where not everybody's."""
        both = (self.chosen("cohort"), self.chosen("venue"))
        return " · ".join(str(one) for one in both if one)


class TermForm(forms.Form):
    first = fields.DateField(label=_("From the day"), widget=AdminDateInput)
    last = fields.DateField(label=_("Up to the day"), widget=AdminDateInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and not timedelta() <= last - first <= LONGEST_TERM:
            self.add_error("last", _("Choose a later day, a year away at most."))
        return cleaned

    def days(self, *, today: date) -> tuple[date, date]:
        """As typed, else the half of the school year around `today`."""
        if self.is_bound and self.is_valid():
            return self.cleaned_data["first"], self.cleaned_data["last"]
        return rules.term_of(today)
