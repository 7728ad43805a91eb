"""The evening of stations as it is typed at the desk: when, who comes, and what stands where."""

from collections.abc import Iterable, Sequence
from datetime import time
from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from school.assessment.access import examiners_of, own_instructors_of
from school.assessment.days import DayPlan, LanePlan, to_plan, waiting
from school.assessment.models import AssessmentDay, Practical
from school.assessment.rules import rotation
from school.courses.actions.dates import BEGINS, ENDS
from school.courses.models import Cohort, Session, Station, Venue
from school.people.models import User
from school.ui import fields

CHANGE = 2
# Rows that stand empty for what is added.
BLANK = 2
MOST = 40


class CandidateField(fields.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return _("No. %(number)s · %(name)s") % {
            "number": obj.candidate_number,
            "name": obj.enrollment.person.name,
        }


class DayForm(forms.Form):
    on = fields.DateField(
        label=gettext_lazy("Day of the assessment"), widget=AdminDateInput
    )
    begins = fields.TimeField(
        label=gettext_lazy("First turn at"), widget=AdminTimeInput
    )
    ends = fields.TimeField(
        label=gettext_lazy("Last turn over by"), widget=AdminTimeInput
    )
    change_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes between two turns"), min_value=0, max_value=60
    )
    break_begins = fields.TimeField(
        label=gettext_lazy("Break from (none if empty)"),
        widget=AdminTimeInput,
        required=False,
    )
    break_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes of break"),
        min_value=0,
        max_value=120,
        required=False,
    )
    venue = forms.ModelChoiceField(
        Venue.objects.all(), label=gettext_lazy("Place of the assessment")
    )
    practicals = CandidateField(
        Practical.objects.none(),
        label=gettext_lazy("Who comes"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        cohort: Cohort,
        day: AssessmentDay | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.cohort = cohort
        self.coming = waiting(cohort, day=day)
        who = self.fields["practicals"]
        assert isinstance(who, CandidateField)
        who.queryset = self.coming
        self.initial = {**_habits(cohort, day), **self.initial}
        users = User.objects.filter(pk__in=examiners_of(cohort).values("user"))
        self.examiners = {user.pk: user for user in users.order_by("pk")}
        stations = _stations(cohort, day)
        self.stations = {station.pk: station for station in stations}
        known = _lanes(day) if day else _suggested(cohort, [*stations], self.initial)
        self.count = self._count(known)
        for number in range(self.count):
            self._add(number)
        for number, row in enumerate(known):
            for part, value in row.items():
                self.initial[f"lane-{number}-{part}"] = value

    def _count(self, known: Sequence[Any]) -> int:
        sent = [n for n in range(MOST) if f"lane-{n}-room" in self.data]
        return max(sent) + 1 if sent else min(len(known) + BLANK, MOST)

    def _add(self, number: int) -> None:
        stem, row = f"lane-{number}", {"number": number + 1}
        self.fields[f"{stem}-room"] = forms.CharField(
            label=_("Room %(number)s: its name") % row, max_length=40, required=False
        )
        self.fields[f"{stem}-station"] = forms.TypedChoiceField(
            label=_("Room %(number)s: station") % row,
            choices=[
                ("", _("no station")),
                *((pk, str(it)) for pk, it in self.stations.items()),
            ],
            coerce=int,
            empty_value=None,
            required=False,
        )
        self.fields[f"{stem}-examiners"] = forms.TypedMultipleChoiceField(
            label=_("Room %(number)s: examiners") % row,
            choices=[(pk, str(user)) for pk, user in self.examiners.items()],
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("break_minutes") and not data.get("break_begins"):
            self.add_error("break_begins", _("Say when the break begins."))
        if data.get("break_begins") and not data.get("break_minutes"):
            self.add_error("break_minutes", _("Say how long the break is."))
        for number in range(self.count):
            stem = f"lane-{number}"
            room = data.get(f"{stem}-room")
            if room and not data.get(f"{stem}-station"):
                self.add_error(f"{stem}-station", _("Choose what stands in the room."))
        return data

    @property
    def plan(self) -> DayPlan:
        """Rows without a room are left out."""
        data = self.cleaned_data
        stems = [f"lane-{number}" for number in range(self.count)]
        return DayPlan(
            on=data["on"],
            begins=data["begins"],
            ends=data["ends"],
            venue=data["venue"],
            change_minutes=data["change_minutes"],
            break_begins=data["break_begins"],
            break_minutes=data["break_minutes"] or 0,
            practicals=list(data["practicals"]),
            lanes=[self._lane(stem) for stem in stems if data[f"{stem}-room"]],
        )

    def _lane(self, stem: str) -> LanePlan:
        data = self.cleaned_data
        return LanePlan(
            data[f"{stem}-room"],
            self.stations[data[f"{stem}-station"]],
            tuple(self.examiners[pk] for pk in data[f"{stem}-examiners"]),
        )


def _stations(cohort: Cohort, day: AssessmentDay | None) -> QuerySet[Station]:
    """Those that somebody still takes; with `day` those of its rooms, begun or not."""
    wanted = Q(pk__in=to_plan(cohort).order_by().values("station"))
    if day:
        wanted |= Q(pk__in=day.lanes.order_by().values("station"))
    return cohort.edition.stations.filter(wanted).order_by("number")


def _habits(cohort: Cohort, day: AssessmentDay | None) -> dict[str, Any]:
    """As it was planned; else as the timetable has the evening of the assessment."""
    shown: dict[str, Any] = {
        "begins": BEGINS,
        "ends": ENDS,
        "change_minutes": CHANGE,
        "venue": cohort.venue_id,
        "practicals": _coming(cohort, day),
    }
    if day:
        names = ("on", "begins", "ends", "change_minutes", "break_begins")
        return shown | {
            **{name: getattr(day, name) for name in names},
            "break_minutes": day.break_minutes,
            "venue": day.venue_id,
        }
    coming = _evening(cohort)
    if coming is None:
        return shown
    begins, ends = map(timezone.localtime, (coming.starts_at, coming.ends_at))
    return shown | {
        "on": begins.date(),
        "begins": begins.time(),
        "ends": ends.time(),
        "venue": coming.venue_id,
    }


def _coming(cohort: Cohort, day: AssessmentDay | None) -> list[int]:
    """Whom the evening has; of a further one, who has no time yet."""
    found = waiting(cohort, day=day)
    if day:
        places = to_plan(cohort).filter(slot__lane__day=day).order_by()
        found = found.filter(pk__in=places.values("practical"))
    return [one.pk for one in found]


def _evening(cohort: Cohort) -> Session | None:
    evenings = cohort.sessions.planned().filter(evening__assessment_minutes__gt=0)
    return evenings.filter(ends_at__gt=timezone.now()).order_by("starts_at").first()


def _lanes(day: AssessmentDay) -> list[dict[str, Any]]:
    return [
        {
            "room": lane.room,
            "station": lane.station_id,
            "examiners": sorted(user.pk for user in lane.examiners.all()),
        }
        for lane in day.lanes.prefetch_related("examiners")
    ]


def _suggested(
    cohort: Cohort, stations: Iterable[Station], habits: dict[str, Any]
) -> list[dict[str, Any]]:
    """As many rooms as each station needs, and the examiners round by round."""
    taking = dict(
        to_plan(cohort)
        .order_by()
        .values_list("station")
        .annotate(Count("pk", distinct=True))
    )
    own = own_instructors_of(cohort)
    staff = sorted(
        examiners_of(cohort).values_list("user_id", flat=True),
        key=lambda pk: (pk in own, pk),
    )
    minutes = _minutes(habits["ends"]) - _minutes(habits["begins"])
    evening = rotation.Evening({}, until=minutes, change=CHANGE)
    rows: list[dict[str, Any]] = []
    for station in stations:
        fit = max(rotation.at_once(station.minutes, evening), 1)
        for _lane in range(-(-taking.get(station.pk, 0) // fit)):
            rows.append(
                {
                    "room": _("Room %(number)s") % {"number": len(rows) + 1},
                    "station": station.pk,
                    "examiners": _next(staff, cohort, len(rows)),
                }
            )
    return rows[: MOST - BLANK]


def _next(staff: Sequence[int], cohort: Cohort, number: int) -> list[int]:
    if not staff:
        return []
    each = min(cohort.edition.examiners_per_station, len(staff))
    return [staff[(number * each + step) % len(staff)] for step in range(each)]


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
