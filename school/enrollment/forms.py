from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from school.courses.models import Cohort
from school.enrollment.models import Quota, Shift
from school.enrollment.places import places_in
from school.people.models import ConsentText
from school.ui.fields import TimeField
from school.ui.templatetags import ui


class ApplyForm(forms.Form):
    """Consent to the very version that was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    agree = forms.BooleanField(
        label=_("I have read this and I agree"),
        error_messages={
            "required": _("Without your consent we cannot enrol you. Tick the box.")
        },
    )

    def __init__(
        self,
        *args: Any,
        text: ConsentText,
        has_shift_clash: bool = False,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {**kwargs.get("initial", {}), "version": text.version}
        super().__init__(*args, **kwargs)
        self.text = text
        if has_shift_clash:
            self.add_can_come()

    def add_can_come(self) -> None:
        """Ask for it, too: some know only now that the class falls into working hours."""
        self.fields["can_come"] = forms.BooleanField(
            label=_("I can come all the same"),
            error_messages={
                "required": _(
                    "Tick the box if you can come, or choose a class on other days."
                )
            },
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("version") != self.text.version:
            # Not what was read: the new text is shown, and nothing is ticked.
            self.data = {"version": self.text.version}
            raise ValidationError(
                _("The text has changed. Read the new one below, then tick the box."),
                code="text_changed",
            )
        return cleaned


class CohortChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Cohort) -> str:
        return f"{obj.name} · {ui.day(obj.starts_on)}"


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why do you withdraw?"),
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TransferForm(forms.Form):
    """Another class of the same course, from those that have a place left."""

    to = CohortChoice(
        Cohort.objects.none(),
        label=_("Which class do you want to change to?"),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, targets: list[Cohort], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Cohort.objects.filter(pk__in=[one.pk for one in targets])


class ShiftForm(forms.Form):
    """One line of a week: hours that end before they begin end the next morning."""

    weekday = forms.TypedChoiceField(
        label=_("On which day do you work?"), choices=Shift.Weekday, coerce=int
    )
    begins = TimeField(
        label=_("Work begins"), widget=forms.TimeInput(attrs={"type": "time"})
    )
    ends = TimeField(
        label=_("Work ends"),
        widget=forms.TimeInput(attrs={"type": "time"}),
        help_text=_("Earlier than the beginning means the next morning."),
    )


class ClaimForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Reserved for"),
        help_text=_(
            "Hardship means: on the minimum allowance, lifted out of poverty, a disabled "
            "person in the family and the like. Bring the paper."
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which reserved places you mean.")},
    )
    reason = forms.CharField(
        label=_("Why may you have one?"),
        help_text=_("Name the paper that shows it; the registrar may ask to see it."),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kinds = Quota.objects.filter(cohort=cohort, until__gte=timezone.localdate())
        free = {pool.kind: pool.free for pool in places_in(cohort).pools}
        kind.choices = [
            (
                one.kind,
                gettext("%(kind)s (free: %(free)s)")
                % {"kind": one.get_kind_display(), "free": free.get(one.kind, 0)},
            )
            for one in kinds
        ]
