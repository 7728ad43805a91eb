"""A part of the draft, each field with its sense in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from school.points.models.rule import Rule
from school.points.rules import HIGHEST_SCORE, LOWEST_SCORE
from school.points.schemes import rules
from school.points.schemes.actions.holding import check_day
from school.points.schemes.models import Scheme
from school.points.schemes.refusals import TooSoon
from school.points.schemes.words import EVIDENCE, said
from school.ui import fields

MOST = 1000
PERIODS = [
    choice
    for choice in Rule.CapPeriod.choices
    if choice[0] in {"none", *rules.CALENDAR}
]
# Rules that no version switches off or on: a decision on an appeal reverses exactly.
BY_ITSELF = "exact_reversal_of_linked_entry"


class RuleForm(forms.Form):
    title_zh = forms.CharField(label=_("Chinese title"), max_length=80)
    title_en = forms.CharField(label=_("English title"), max_length=160)
    is_on = forms.BooleanField(
        label=_("This rule counts"),
        required=False,
        help_text=_(
            "Without the tick nothing is given or taken by it from the day of this "
            "version on. What it gave before stays."
        ),
    )
    amount = forms.IntegerField(
        label=_("Points each time"), min_value=1, max_value=MOST
    )
    period = forms.ChoiceField(
        label=_("The limit is counted over"),
        choices=PERIODS,
        help_text=_("After the limit the event is still kept, with 0 points."),
    )
    most_points = forms.IntegerField(
        label=_("At most so many points in it"),
        min_value=1,
        max_value=MOST,
        required=False,
        help_text=_("Empty: no limit of points. Never less than the points each time."),
    )
    most_times = forms.IntegerField(
        label=_("At most so many times in it"),
        min_value=1,
        max_value=MOST,
        required=False,
        help_text=_("Empty: as often as the points allow."),
    )
    evidence = forms.MultipleChoiceField(
        label=_("What shows that it happened"),
        choices=EVIDENCE.items(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One of these is enough."),
    )
    second_confirmation = forms.BooleanField(
        label=_("Given by hand, a second person always confirms"), required=False
    )
    approval_above = forms.IntegerField(
        label=_("By one person alone at most so many points"),
        min_value=0,
        max_value=MOST,
        required=False,
        help_text=_(
            "An award by hand of more waits for a second person. Empty: one is enough. "
            "What comes by itself never waits."
        ),
    )

    def __init__(self, data: Any, kept: Mapping[str, Any]) -> None:
        self.kept = kept
        super().__init__(data, initial=_initial(kept))
        if kept["delta"] <= 0:
            # A deduction keeps its second person: there is nothing to choose.
            del self.fields["second_confirmation"], self.fields["approval_above"]
        if kept["cap"]["period"] not in dict(PERIODS):
            for name in ("period", "most_points", "most_times"):
                del self.fields[name]
        if kept.get("delta_mode") == BY_ITSELF:
            del self.fields["amount"], self.fields["is_on"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        amount, most = cleaned.get("amount"), cleaned.get("most_points")
        if amount and most is not None and most < amount:
            self.add_error("most_points", _("Not less than the points each time."))
        if "period" not in cleaned:
            return cleaned
        has_number = most is not None or cleaned.get("most_times") is not None
        if cleaned["period"] == rules.NO_LIMIT and has_number:
            self.add_error("period", _("Choose over which time the limit is counted."))
        if cleaned["period"] != rules.NO_LIMIT and not has_number and not self.errors:
            self.add_error("most_points", _("Type a limit, or choose “no limit”."))
        return cleaned

    def as_verb(self) -> dict[str, Any]:
        typed, kept = self.cleaned_data, self.kept
        sign = -1 if kept["delta"] < 0 else 1
        values: dict[str, Any] = {
            "title": {"zh": typed["title_zh"], "en": typed["title_en"]},
            "evidence": typed["evidence"],
        }
        if "amount" in typed:
            values |= {"delta": sign * typed["amount"], "is_on": typed["is_on"]}
        if "period" in typed:
            values["cap"] = {
                "period": typed["period"],
                "max_abs_points": typed["most_points"],
                "max_times": typed["most_times"],
            }
        elif "amount" in typed and kept["cap"]["max_abs_points"] is not None:
            # Once for each class, course or certificate: the limit is the amount.
            values["cap"] = {**kept["cap"], "max_abs_points": typed["amount"]}
        if "approval_above" in typed:
            values["approval_above"] = typed["approval_above"]
            values["second_confirmation"] = typed["second_confirmation"]
        return {"values": values}


def _initial(kept: Mapping[str, Any]) -> dict[str, Any]:
    cap = kept["cap"]
    return {
        "title_zh": kept["title"]["zh"],
        "title_en": kept["title"]["en"],
        "is_on": kept.get("is_on", True),
        "amount": abs(kept["delta"]),
        "period": cap["period"],
        "most_points": cap["max_abs_points"],
        "most_times": cap["max_times"],
        "evidence": kept["evidence"],
        "second_confirmation": kept.get("second_confirmation", False),
        "approval_above": kept.get("approval_above"),
    }


class TiersForm(forms.Form):
    """Where each tier begins; it ends where the next one begins, so no score is left out."""

    def __init__(self, data: Any, scheme: Scheme) -> None:
        super().__init__(data)
        self.tiers = sorted(scheme.body["tiers"], key=lambda one: -one["min_score"])
        for tier in self.tiers:
            code, label = tier["code"], tier["text_label"]
            self.fields[f"{code}_zh"] = forms.CharField(
                label=_("Chinese name"), max_length=40, initial=label["zh"]
            )
            self.fields[f"{code}_en"] = forms.CharField(
                label=_("English name"), max_length=80, initial=label["en"]
            )
            if tier is not self.tiers[-1]:
                self.fields[f"{code}_from"] = forms.IntegerField(
                    label=_("“%(tier)s” begins at the score") % {"tier": said(label)},
                    min_value=LOWEST_SCORE + 1,
                    max_value=HIGHEST_SCORE,
                    initial=tier["min_score"],
                )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        higher = HIGHEST_SCORE + 1
        for tier in self.tiers[:-1]:
            start = cleaned.get(f"{tier['code']}_from")
            if start is None:
                return cleaned
            if start >= higher:
                said_so = _("Lower than where the tier above begins.")
                self.add_error(f"{tier['code']}_from", said_so)
            higher = start
        return cleaned

    def as_verb(self) -> dict[str, Any]:
        typed = self.cleaned_data
        starts = {
            one["code"]: typed.get(f"{one['code']}_from", LOWEST_SCORE)
            for one in self.tiers
        }
        return {
            "values": {
                code: {
                    "text_label": {
                        "zh": typed[f"{code}_zh"],
                        "en": typed[f"{code}_en"],
                    },
                    "min_score": least,
                    "max_score": most,
                }
                for code, (least, most) in rules.spread(starts).items()
            }
        }


class RewardForm(forms.Form):
    cost = forms.IntegerField(
        label=_("Points it costs"),
        min_value=1,
        max_value=100_000,
        help_text=_("Who has ordered it before keeps the price of that day."),
    )
    min_tier = forms.ChoiceField(
        label=_("For whom"), help_text=_("This tier and those above it.")
    )
    times = forms.IntegerField(
        label=_("How often one person can have it"), min_value=1, max_value=MOST
    )
    period = forms.ChoiceField(
        label=_("In which time"),
        choices=[one for one in PERIODS if one[0] != rules.NO_LIMIT],
    )

    def __init__(self, data: Any, kept: Mapping[str, Any], scheme: Scheme) -> None:
        limit = kept.get("limit") or {}
        super().__init__(
            data,
            initial={
                "cost": kept["cost"],
                "min_tier": kept["min_tier"],
                "times": limit.get("times"),
                "period": limit.get("period"),
            },
        )
        tiers = self.fields["min_tier"]
        assert isinstance(tiers, forms.ChoiceField)
        tiers.choices = [
            (one["code"], said(one["text_label"])) for one in scheme.body["tiers"]
        ]

    def as_verb(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "values": {
                "cost": typed["cost"],
                "min_tier": typed["min_tier"],
                "limit": {"times": typed["times"], "period": typed["period"]},
            }
        }


class ProposeForm(forms.Form):
    starts_on = fields.DateField(
        label=_("In force from"),
        widget=fields.DayInput,
    )
    words = forms.CharField(
        label=_("What changes and why"),
        max_length=300,
        help_text=_("Every worker reads it. Say it as you would to her."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = settings.POINTS_PUBLICATION_DAYS
        self.fields["starts_on"].help_text = ngettext(
            "New rules are public for %(days)s day before they count.",
            "New rules are public for %(days)s days before they count.",
            days,
        ) % {"days": days}

    def clean_starts_on(self) -> date:
        day: date = self.cleaned_data["starts_on"]
        try:
            check_day(day, at=timezone.now())
        except TooSoon as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return day


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("Whom it concerns reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RefuseForm(ReasonForm):
    # The seal of the version as the page before showed it.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
