"""What the registrar types to plan and run a contest."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from school.assessment.contest.access import may_be_judges
from school.assessment.contest.models import Contest, Judge, JudgeSheet, Round
from school.courses.models import CriticalFail, Edition, Item, Station
from school.enrollment.desk.forms import number_of_person
from school.people.models import Person, User
from school.ui import fields
from school.ui.reasons import ReasonForm

MOST_POINTS = 100
MOST_PRIZES = 200


class StationChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Station) -> str:
        return f"{obj.edition} · {obj}"


class ContestForm(forms.Form):
    """The contest and the rule by which it is ranked."""

    NO_TIE: ClassVar[Any] = ("", _("nothing decides"))

    name = forms.CharField(label=_("Name of the contest"), max_length=80)
    level = forms.ChoiceField(
        label=_("Level of the contest"), choices=Contest.Level.choices
    )
    edition = forms.ModelChoiceField(
        Edition.objects.none(), label=_("Stations of which edition")
    )
    first_tie = forms.ChoiceField(
        label=_("Alike in points: what decides first"),
        choices=[NO_TIE, *Contest.Tie.choices],
        initial=Contest.Tie.CRITICALS,
        required=False,
    )
    second_tie = forms.ChoiceField(
        label=_("What decides next"),
        choices=[NO_TIE, *Contest.Tie.choices],
        initial=Contest.Tie.SECONDS,
        required=False,
    )
    third_tie = forms.ChoiceField(
        label=_("What decides last"),
        choices=[NO_TIE, *Contest.Tie.choices],
        required=False,
    )
    deciding_station = StationChoice(
        Station.objects.none(),
        label=_("Deciding station"),
        help_text=_("Only where points at a station decide."),
        required=False,
    )
    drops_extremes = forms.BooleanField(
        label=_("Of three judges or more leave the highest and the lowest out"),
        required=False,
        initial=True,
    )
    team_best = forms.IntegerField(
        label=_("How many of a county's best count"),
        min_value=1,
        max_value=50,
        initial=3,
    )
    first_prizes = forms.IntegerField(
        label=_("First prizes"), min_value=0, max_value=MOST_PRIZES, initial=1
    )
    second_prizes = forms.IntegerField(
        label=_("Second prizes"), min_value=0, max_value=MOST_PRIZES, initial=2
    )
    third_prizes = forms.IntegerField(
        label=_("Third prizes"), min_value=0, max_value=MOST_PRIZES, initial=3
    )
    has_station_prizes = forms.BooleanField(
        label=_("A prize for the best of each station"), required=False, initial=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        published = Edition.Status.PUBLISHED
        edition, station = self.fields["edition"], self.fields["deciding_station"]
        assert isinstance(edition, forms.ModelChoiceField)
        assert isinstance(station, forms.ModelChoiceField)
        edition.queryset = Edition.objects.filter(status=published).select_related(
            "course"
        )
        station.queryset = Station.objects.filter(
            edition__status=published
        ).select_related("edition__course")

    def as_verb(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        ties = [data.pop(f"{place}_tie") for place in ("first", "second", "third")]
        prizes = [data.pop(f"{place}_prizes") for place in ("first", "second", "third")]
        return {**data, "ties": [tie for tie in ties if tie], "prizes": tuple(prizes)}


class RoundForm(forms.Form):
    begins_at = fields.DateTimeField(
        label=_("The round begins at"),
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
    )
    place = forms.CharField(label=_("Where it is held"), max_length=80)
    stations = fields.ModelMultipleChoiceField(
        Station.objects.none(),
        label=_("Stations of the round"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one station.")},
    )
    going_on = forms.IntegerField(
        label=_("How many go on to the next round"),
        help_text=_("Leave it empty for the last round."),
        min_value=1,
        max_value=1000,
        required=False,
    )

    def __init__(self, *args: Any, contest: Contest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stations = self.fields["stations"]
        assert isinstance(stations, forms.ModelMultipleChoiceField)
        stations.queryset = contest.edition.stations.order_by("number")


class JudgesForm(forms.Form):
    """Who judges a station of a round, in place of those named before."""

    at = forms.ChoiceField(label=_("Station of which round"))
    judges = fields.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Its judges"),
        help_text=_("Two at least. They do not see each other's sheets."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick the judges.")},
    )

    def __init__(self, *args: Any, contest: Contest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = contest.rounds.filter(status=Round.Status.WAITING)
        self.places = {
            f"{round.number}:{station.code}": (round, station)
            for round in waiting.prefetch_related("stations")
            for station in round.stations.all()
        }
        at, judges = self.fields["at"], self.fields["judges"]
        assert isinstance(at, forms.ChoiceField)
        assert isinstance(judges, forms.ModelMultipleChoiceField)
        at.choices = [
            (key, f"{round} · {station}")
            for key, (round, station) in self.places.items()
        ]
        judges.queryset = may_be_judges()

    def as_verb(self) -> dict[str, Any]:
        round, station = self.places[self.cleaned_data["at"]]
        judges = list(self.cleaned_data["judges"])
        return {"round": round, "station": station, "judges": judges}


class EnterForm(forms.Form):
    number = forms.CharField(
        label=_("Mobile number or ID number"),
        max_length=30,
        required=False,
        help_text=_("Of a person who is on file. Leave it empty for a guest."),
    )
    guest_name = forms.CharField(
        label=_("Name of the guest"), max_length=50, required=False
    )
    county = forms.CharField(
        label=_("For which county"),
        max_length=40,
        widget=forms.TextInput(attrs={"list": "counties"}),
    )
    has_consented = forms.BooleanField(
        label=_("She has signed that the school keeps her name and marks for this"),
        error_messages={
            "required": _("Without her signature nobody is entered. Have it signed.")
        },
    )
    is_named = forms.BooleanField(
        label=_("The published results may show her whole name"), required=False
    )

    def clean_number(self) -> Person | None:
        typed = self.cleaned_data["number"]
        return number_of_person(typed) if typed else None

    def as_verb(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return {"person": data.pop("number"), **data}


class WithdrawForm(ReasonForm):
    missing = _("Say why she withdraws.")


class HandOverForm(ReasonForm):
    missing = _("Say why the judge cannot go on.")

    judge = forms.ModelChoiceField(Judge.objects.none(), label=_("Judge who stops"))
    to = forms.ModelChoiceField(User.objects.none(), label=_("Judge who goes on"))
    field_order = ("judge", "to", "reason")

    def __init__(self, *args: Any, contest: Contest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        judge, to = self.fields["judge"], self.fields["to"]
        assert isinstance(judge, forms.ModelChoiceField)
        assert isinstance(to, forms.ModelChoiceField)
        judge.queryset = Judge.objects.filter(
            round__contest=contest, round__status=Round.Status.RUNNING
        ).select_related("station", "user", "round__contest")
        to.queryset = may_be_judges()


class CorrectForm(ReasonForm):
    """One mark of a sheet: a step's points, or whether a critical fail was seen."""

    read = _("It stands on the published results.")
    missing = _("Say what was wrong: it stands on the published results.")

    subject = forms.ChoiceField(label=_("Which mark"))
    value = forms.IntegerField(
        label=_("What it should be"),
        help_text=_("Points of the step; of a critical fail 1 for seen, 0 for not."),
        min_value=0,
        max_value=MOST_POINTS,
    )
    field_order = ("subject", "value", "reason")

    def __init__(self, *args: Any, sheet: JudgeSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        station = sheet.station
        steps: list[Item | CriticalFail] = [
            *station.items.all(),
            *station.critical_fails.all(),
        ]
        self.subjects = {one.code: one for one in steps}
        subject = self.fields["subject"]
        assert isinstance(subject, forms.ChoiceField)
        subject.choices = [
            (code, _labelled(one)) for code, one in self.subjects.items()
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        subject = self.subjects.get(data.get("subject", ""))
        if isinstance(subject, CriticalFail) and data.get("value", 0) not in (0, 1):
            raise ValidationError(gettext("Of a critical fail type 1 or 0."))
        return {**data, "subject": subject}


def _labelled(one: Item | CriticalFail) -> str:
    if isinstance(one, CriticalFail):
        critical = gettext("Critical fail")
        return f"{critical}: {one}"
    return f"{one.number}. {one} ({one.points})"
