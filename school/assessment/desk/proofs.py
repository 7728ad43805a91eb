"""What is pinned to marking sheets and until when it is kept; what was removed, and why."""

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from school.assessment.models import Proof
from school.courses.desk.columns import PastDayColumn
from school.ui.desk import LedgerIndex, LedgerViewSet

PLACE = "marking__practical_station"
FILE_FACTS = [
    "size",
    "seconds",
    "sha256",
    "taken_at",
    "received_at",
    "keep_until",
    "removed_at",
    "removed_why",
]


class ProofIndex(LedgerIndex):
    def get_base_queryset(self) -> QuerySet[Model]:
        return super().get_base_queryset().prefetch_related(f"{PLACE}__appeals")


class ProofViewSet(LedgerViewSet):
    model = Proof
    index_view_class = ProofIndex
    icon = "image"
    menu_label = _("Photos and voice notes")
    related = (
        "marking__examiner",
        "item",
        "critical_fail",
        f"{PLACE}__station",
        f"{PLACE}__practical__enrollment__person",
        f"{PLACE}__practical__enrollment__cohort__edition",
    )
    list_display = [
        "marking",
        "step",
        "kind",
        PastDayColumn("taken_at", label=_("taken at, by the phone's clock")),
        PastDayColumn("keep_until", label=_("file kept until")),
        PastDayColumn("removed_at", label=_("file removed at")),
        Column("get_removed_why_display", label=_("why it was removed")),
    ]
    list_filter = [
        "kind",
        "removed_why",
        f"{PLACE}__practical__enrollment__cohort",
    ]
    search_fields = [f"{PLACE}__practical__enrollment__person__name"]
    list_export = [
        "marking.practical_station.practical.enrollment.person.name",
        "marking.practical_station.practical.enrollment.cohort.name",
        "marking.practical_station.station.code",
        "step",
        "kind",
        *FILE_FACTS,
    ]
    inspect_template_name = "assessment/desk/proof.html"
    inspect_view_fields = ["kind", "step", *FILE_FACTS]
