from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school.enrollment.actions import Arrangement, Kept
from school.enrollment.models import Enrollment, PlaceTerms, PriorityRule, Quota
from school.people.models import Company
from school.ui.fields import DateField, DayInput, ModelMultipleChoiceField

Criterion = PriorityRule.Criterion
MOST_HOURS = 24 * 14
MOST_SEATS = 500


class ArrangementForm(forms.Form):
    """Every kind of quota and every rank of the order, empty where the class has none."""

    def __init__(self, *args: Any, standing: Arrangement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in Quota.Kind:
            self._add_quota(kind, standing.quotas.get(kind.value))
        for rank in range(len(Criterion)):
            given = standing.criteria[rank : rank + 1]
            self.fields[f"criterion_{rank + 1}"] = forms.ChoiceField(
                label=_("Called first, place %(rank)s") % {"rank": rank + 1},
                choices=[("", _("order of application")), *Criterion.choices],
                initial=given[0] if given else "",
                required=False,
            )
        self._add_terms(standing)

    def quotas(self) -> Iterator[dict[str, Any]]:
        """For each kind its two fields, which are read together."""
        for kind in Quota.Kind:
            yield {
                "label": kind.label,
                "seats": self[f"seats_{kind}"],
                "until": self[f"until_{kind}"],
            }

    def terms(self) -> list[forms.BoundField]:
        """Every other field."""
        of_quotas = ("seats_", "until_")
        return [one for one in self if not one.name.startswith(of_quotas)]

    def _add_quota(self, kind: Quota.Kind, kept: Kept | None) -> None:
        self.fields[f"seats_{kind}"] = forms.IntegerField(
            label=_("reserved seats"),
            min_value=0,
            max_value=MOST_SEATS,
            initial=kept.seats if kept else None,
            required=False,
        )
        self.fields[f"until_{kind}"] = DateField(
            label=_("reserved until"),
            initial=kept.until if kept else None,
            required=False,
            widget=DayInput(),
        )

    def _add_terms(self, standing: Arrangement) -> None:
        self.fields["home_towns"] = forms.CharField(
            label=_("towns of the county"),
            help_text=_("Divided by commas, as people write them."),
            max_length=400,
            initial=standing.home_towns,
            required=False,
        )
        self.fields["partners"] = ModelMultipleChoiceField(
            Company.objects.order_by("name"),
            label=_("partner companies"),
            initial=[company.pk for company in standing.partners],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        hours = PlaceTerms._meta.get_field("freeze_hours").verbose_name
        self.fields["freeze_hours"] = forms.IntegerField(
            label=hours,
            help_text=_("Empty: as the school has it. After that the registrar calls."),
            min_value=0,
            max_value=MOST_HOURS,
            initial=standing.freeze_hours,
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for kind in Quota.Kind:
            until = f"until_{kind}"
            is_asked = until not in self.errors and not cleaned.get(until)
            if cleaned.get(f"seats_{kind}") and is_asked:
                self.add_error(until, _("Say until which day."))
            elif cleaned.get(f"seats_{kind}") and self._is_past(until, cleaned):
                self.add_error(until, _("This day is past. Choose a later one."))
        chosen = self._criteria(cleaned)
        if len(chosen) != len(set(chosen)):
            raise ValidationError(
                _("A criterion stands twice in the order. Choose each once.")
            )
        return cleaned

    def _is_past(self, until: str, cleaned: dict[str, Any]) -> bool:
        """A day newly typed; one that stands and has passed since may stay."""
        day = cleaned.get(until)
        is_new = until in self.changed_data
        return day is not None and is_new and day < timezone.localdate()

    def arrangement(self) -> Arrangement:
        typed = self.cleaned_data
        return Arrangement(
            quotas={
                kind.value: Kept(seats, typed[f"until_{kind}"])
                for kind in Quota.Kind
                if (seats := typed[f"seats_{kind}"])
            },
            criteria=tuple(self._criteria(typed)),
            freeze_hours=typed["freeze_hours"],
            home_towns=typed["home_towns"],
            partners=list(typed["partners"]),
        )

    @staticmethod
    def _criteria(cleaned: dict[str, Any]) -> list[str]:
        ranks = range(1, len(Criterion) + 1)
        return [one for rank in ranks if (one := cleaned.get(f"criterion_{rank}"))]


class RecogniseForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("May have a place reserved for"),
        choices=[("", gettext_lazy("nothing reserved")), *Quota.Kind.choices],
        required=False,
    )
    merits = forms.MultipleChoiceField(
        label=gettext_lazy("criteria met"),
        choices=Criterion.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label=gettext_lazy(
            "Reason: for the journal, and for whoever asked for a place"
        ),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, enrollment: Enrollment, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "kind": enrollment.quota_claim or enrollment.quota_kind,
            "merits": enrollment.merits,
        }
        super().__init__(*args, **kwargs)
        if enrollment.quota_reason:
            grounds = _("The trainee’s own grounds: %(grounds)s")
            self.fields["kind"].help_text = grounds % {
                "grounds": enrollment.quota_reason
            }
