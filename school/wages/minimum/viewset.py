"""The desk's list of minimum wages, with the way to the form that calls the verb."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton

from school.lib.format import yuan
from school.ui.desk import LedgerIndex, LedgerViewSet
from school.wages.minimum.rules import Minimum, below
from school.wages.models import MinimumWage, WageRecord


class BelowColumn(Column):
    """Below which minimum wage, where the worker lives, a record's pay lies."""

    def __init__(self, minimums: list[Minimum]) -> None:
        super().__init__("below", label=_("Below the minimum wage"))
        self.minimums = minimums

    def get_value(self, instance: WageRecord) -> str:
        town, day = instance.person.town, instance.period_start
        held = below(instance.pay(), self.minimums, town=town, on=day)
        return yuan(held.amount_fen) if held else ""


class MinimumIndex(LedgerIndex):
    @cached_property
    def header_buttons(self) -> list[Any]:
        if not self.request.user.has_perm("wages.add_minimumwage"):
            return []
        return [
            HeaderButton(
                str(_("Enter a minimum wage")),
                url=reverse("wages_desk:enter_minimum"),
                icon_name="plus",
            )
        ]


class MinimumWageViewSet(LedgerViewSet):
    model = MinimumWage
    icon = "list-ul"
    menu_label = _("Minimum wages")
    index_view_class = MinimumIndex
    list_display = [
        "towns",
        "unit",
        Column("sum_in_words", label=_("How much")),
        "begins_on",
        "source",
        "at",
    ]
    list_filter = ["unit", "begins_on"]
    search_fields = ["towns", "source"]
    list_export = [
        "towns",
        "unit",
        "amount_fen",
        "begins_on",
        "source",
        "actor_label",
        "at",
    ]
    inspect_view_fields = list_export
