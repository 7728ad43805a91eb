"""The desk's list of pay that workers say is owed to them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn

from school.ui.desk import LedgerViewSet
from school.wages.models import OwedPay
from school.wages.waits import OWED


def owed_url(found: OwedPay) -> str:
    return reverse("wages_desk:owed", args=[found.code])


class OwedPayViewSet(LedgerViewSet):
    model = OwedPay
    icon = "warning"
    menu_label = _("Owed pay")
    related = ("person",)
    waits = OWED
    list_display = [
        TitleColumn("person", label=_("Worker"), get_url=owed_url),
        "employer",
        "since",
        Column("sum_in_words", label=_("How much")),
        "status",
        "look_on",
        "told_at",
    ]
    list_filter = ["status", "since", "look_on"]
    search_fields = ["person__name", "employer"]
    list_export = [
        "person.name",
        "employer",
        "since",
        "sum_in_words",
        "words",
        "status",
        "look_on",
        "told_at",
    ]
    inspect_view_fields = ["person", *list_export[1:]]
