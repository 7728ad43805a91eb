"""The forms of an appeal: made, given to somebody, heard."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from school.assessment.actions.hearing import Remarked
from school.assessment.appeals import Hearers
from school.assessment.evidence import StationState
from school.assessment.models import Marking, PracticalStation, Proof
from school.assessment.proofs import PinnedProofs
from school.assessment.rules.stations import Sheet
from school.courses.models import CriticalFail, Item
from school.people.models import User
from school.ui.reasons import ReasonForm

WORDS = 1000


class AppealForm(forms.Form):
    words = forms.CharField(
        label=_("What was marked wrongly, and why do you think so?"),
        help_text=_("In your own words. The examiner who hears the appeal reads it."),
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say in a few words what was marked wrongly.")},
    )

    def __init__(
        self, *args: Any, stations: Sequence[PracticalStation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stations"] = forms.MultipleChoiceField(
            label=_("Which stations is it about?"),
            choices=[(one.station.code, str(one.station)) for one in stations],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Tick at least one station.")},
        )
        self.order_fields(["stations", "words"])


class GiveForm(forms.Form):
    def __init__(self, *args: Any, hearers: Hearers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["examiner"] = forms.ModelChoiceField(
            User.objects.filter(pk__in=[user.pk for user in hearers.fit]),
            label=_("Who hears it"),
            help_text=_(
                "Marked none of these stations and does not teach the class. Sees the "
                "sheets and the candidate’s number, not the name."
            ),
            empty_label=_("Choose one"),
            error_messages={
                "required": _("Choose who hears it."),
                "invalid_choice": _("This person may not hear it. Choose another."),
            },
        )


class HearAgainForm(ReasonForm):
    missing = _("Say why it is heard once more.")


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step as the examiners marked it, and what the hearing makes of it."""

    item: Item
    given: Sequence[int]
    agreed: Decimal
    pinned: Sequence[Proof]
    # None where it has all its points.
    field: forms.BoundField | None


@dataclass(frozen=True, slots=True)
class FailRow:
    fail: CriticalFail
    seen: int
    pinned: Sequence[Proof]
    field: forms.BoundField


@dataclass(frozen=True, slots=True)
class StationPart:
    state: StationState
    sheets: Sequence[Sheet]
    notes: Sequence[str]
    steps: Sequence[StepRow]
    fails: Sequence[FailRow]


class HearingForm(forms.Form):
    """Every step of the stations appealed: left empty, it stays as it was marked."""

    words = forms.CharField(
        label=_("Why it is so"),
        help_text=_("The trainee reads it, whatever the outcome."),
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why: the trainee reads it.")},
    )

    def __init__(
        self,
        *args: Any,
        states: Sequence[StationState],
        proofs: PinnedProofs,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.proofs = proofs
        self.states = [state for state in states if state.outcome is not None]
        for state in self.states:
            for item, agreed in _steps(state):
                if agreed < item.points:
                    self.fields[f"step-{item.code}"] = forms.IntegerField(
                        label=gettext("%(station)s, step %(number)s: new points")
                        % {"station": state.station.code, "number": item.number},
                        required=False,
                        min_value=int(agreed) + 1,
                        max_value=item.points,
                    )
            for fail in _counted(state):
                self.fields[f"fail-{fail.code}"] = forms.BooleanField(
                    label=_("Was not so: take it away"), required=False
                )
        self.order_fields([name for name in self.fields if name != "words"])

    def parts(self) -> Iterator[StationPart]:
        for state in self.states:
            handed_in = [
                (marking, sheet)
                for marking, sheet in state.sheets
                if marking.status == Marking.Status.SUBMITTED
            ]
            sheets = [sheet for _marking, sheet in handed_in]
            yield StationPart(
                state=state,
                sheets=sheets,
                notes=[one.note for one, _sheet in handed_in if one.note],
                steps=[
                    StepRow(
                        item,
                        [
                            sheet.points[item.pk]
                            for sheet in sheets
                            if item.pk in sheet.points
                        ],
                        agreed,
                        self.proofs.at(item),
                        self[f"step-{item.code}"] if agreed < item.points else None,
                    )
                    for item, agreed in _steps(state)
                ],
                fails=[
                    FailRow(
                        fail,
                        sum(fail.pk in sheet.critical for sheet in sheets),
                        self.proofs.at(fail),
                        self[f"fail-{fail.code}"],
                    )
                    for fail in _counted(state)
                ],
            )

    def changes(self) -> dict[str, Remarked]:
        """What the verb is told: the stations of which something was filled in."""
        data, found = self.cleaned_data, {}
        for state in self.states:
            remarked = Remarked(
                points={
                    item: data[f"step-{item.code}"]
                    for item, _agreed in _steps(state)
                    if data.get(f"step-{item.code}") is not None
                },
                lifted=[
                    fail for fail in _counted(state) if data.get(f"fail-{fail.code}")
                ],
            )
            if remarked.points or remarked.lifted:
                found[state.station.code] = remarked
        return found


def _steps(state: StationState) -> list[tuple[Item, Decimal]]:
    """Each with the points that count now."""
    agreed = state.outcome.items if state.outcome else {}
    return [
        (item, agreed.get(item.pk, Decimal(0))) for item in state.station.items.all()
    ]


def _counted(state: StationState) -> list[CriticalFail]:
    counted = state.outcome.critical if state.outcome else frozenset()
    return [fail for fail in state.station.critical_fails.all() if fail.pk in counted]
