from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school.lib.format import yuan
from school.people.adapter import MobileField
from school.people.models import Person
from school.ui import fields, money
from school.wages import rules
from school.wages.models import WageRecord

Unit = WageRecord.Unit

HOW_MANY = {
    "day": gettext_lazy("How many days a month, usually?"),
    "hour": gettext_lazy("How many hours a month, usually?"),
    "order": gettext_lazy("How many orders a month, usually?"),
    "sqm": gettext_lazy("How many square metres a month, usually?"),
}


class YuanField(money.YuanField):
    default_error_messages = {
        "negative": gettext_lazy(
            "Pay is not below zero. Type the sum without a minus."
        ),
        "nothing": gettext_lazy(
            "This is nothing. Without paid work, choose that instead of a sum."
        ),
    }


def quantity_field(unit: str = "") -> fields.DecimalField:
    """How many units a usual month has."""
    most = rules.MOST_A_MONTH.get(unit)
    return fields.DecimalField(
        label=HOW_MANY.get(unit, gettext_lazy("How many a month, usually?")),
        max_digits=7,
        decimal_places=2,
        min_value=Decimal("0.01"),
        max_value=Decimal(most) if most else None,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )


def basis_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext_lazy("Which sum is it?"),
        choices=[
            (WageRecord.Basis.NET, gettext_lazy("What I get in hand")),
            (WageRecord.Basis.GROSS, gettext_lazy("Before anything is taken off")),
        ],
        initial=WageRecord.Basis.NET,
        widget=forms.RadioSelect,
    )


class SumMixin(forms.Form):
    """Asks once more about a sum that is out of the usual; it is never refused."""

    asks = ""
    asked_fen = 0

    def ask_if_unusual(self, pay: rules.Pay) -> None:
        if not rules.is_unusual(pay):
            return
        if self.data.get("confirmed") == str(pay.amount_fen):
            return
        self.asked_fen = pay.amount_fen
        self.asks = _("%(sum)s for %(unit)s: is that right?") % {
            "sum": yuan(pay.amount_fen),
            "unit": Unit(pay.unit).label,
        }
        raise forms.ValidationError(self.asks, code="unusual")


def hundredths(quantity: Decimal | None) -> int:
    return rules.HUNDREDTHS if quantity is None else int(quantity * rules.HUNDREDTHS)


class PayForm(SumMixin):
    """Pay for one unit, which was chosen on the step before: typed, or a round sum tapped."""

    amount = YuanField(
        label=gettext_lazy("Or type it, in yuan"),
        error_messages={
            "required": gettext_lazy("The sum is missing. Tap one, or type it.")
        },
    )
    basis = basis_field()

    def __init__(self, *args: Any, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        if rules.is_counted(unit):
            self.fields["quantity"] = quantity_field(unit)

    @property
    def is_counted(self) -> bool:
        return rules.is_counted(self.unit)

    @property
    def picks(self) -> list[tuple[int, str]]:
        sums = rules.OFTEN[self.unit]
        return [(sum_, yuan(sum_ * rules.FEN)) for sum_ in sums]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        picked = self.data.get("pick", "")
        if picked in {str(sum_) for sum_ in rules.OFTEN[self.unit]}:
            # A tap is later than what stands in the box, and replaces it.
            self.errors.pop("amount", None)
            cleaned["amount"] = int(picked) * rules.FEN
        if not self.errors:
            self.ask_if_unusual(self._pay(cleaned))
        return cleaned

    def pay(self) -> rules.Pay:
        return self._pay(self.cleaned_data)

    def _pay(self, cleaned: dict[str, Any]) -> rules.Pay:
        return rules.Pay(
            amount_fen=cleaned["amount"],
            unit=self.unit,
            quantity_hundredths=hundredths(cleaned.get("quantity")),
            basis=cleaned["basis"],
        )


class DeskPayForm(SumMixin):
    """Pay as an officer enters it: all on one page."""

    unit = forms.ChoiceField(
        label=gettext_lazy("Paid by"),
        choices=[("", gettext_lazy("Choose one")), *Unit.choices],
    )
    amount = YuanField(label=gettext_lazy("Sum in yuan"))
    quantity = quantity_field()
    basis = basis_field()
    employer = forms.CharField(
        label=gettext_lazy("Employer"), max_length=100, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quantity"].required = False
        self.fields["quantity"].help_text = _(
            "For pay by the day, hour, order or square metre: how many in a usual month."
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        unit = cleaned.get("unit", "")
        if rules.is_counted(unit) and not cleaned.get("quantity"):
            if "quantity" not in self.errors:
                self.add_error("quantity", HOW_MANY[unit])
        elif unit and not rules.is_counted(unit):
            cleaned["quantity"] = None
        if unit and cleaned.get("amount") and not self.errors:
            self.ask_if_unusual(self._pay(cleaned))
        return cleaned

    def pay(self) -> rules.Pay | None:
        cleaned = self.cleaned_data
        return self._pay(cleaned) if cleaned.get("amount") else None

    def _pay(self, cleaned: dict[str, Any]) -> rules.Pay:
        return rules.Pay(
            amount_fen=cleaned["amount"],
            unit=cleaned["unit"],
            quantity_hundredths=hundredths(cleaned.get("quantity")),
            basis=cleaned["basis"],
            employer=cleaned["employer"],
        )


class WageEntryForm(DeskPayForm):
    """A wage record that an officer enters from a payslip, a company or a platform."""

    phone = MobileField(label=gettext_lazy("The worker's mobile number"))
    source = forms.ChoiceField(
        label=gettext_lazy("Where it comes from"), choices=WageRecord.Source.choices
    )
    period_start = fields.DateField(
        label=gettext_lazy("First day"), widget=fields.DayInput()
    )
    period_end = fields.DateField(
        label=gettext_lazy("Last day"), widget=fields.DayInput()
    )
    field_order = ["phone", "source", "period_start", "period_end"]

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        self.person = Person.objects.filter(user__phone=phone).first()
        if self.person is None:
            raise forms.ValidationError(
                _("Nobody on file has this number. Check it with the worker.")
            )
        return phone

    def clean_period_end(self) -> Any:
        end = self.cleaned_data["period_end"]
        if end > timezone.localdate():
            raise forms.ValidationError(
                _("This day is still to come. Give a period that has passed.")
            )
        return end
