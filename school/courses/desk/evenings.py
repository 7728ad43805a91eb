from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from school.courses.desk.columns import DayColumn
from school.courses.models import Session
from school.courses.waits import EVENINGS
from school.ui.bulk import BulkLedgerIndex
from school.ui.desk import LedgerViewSet


class SessionViewSet(LedgerViewSet):
    model = Session
    icon = "date"
    menu_label = _("Evenings")
    index_view_class = BulkLedgerIndex
    related = ("cohort", "evening", "venue", "teacher")
    waits = EVENINGS
    list_display = (
        "evening",
        DayColumn("starts_at", label=_("begins"), sort_key="starts_at"),
        "cohort",
        "venue",
        "room",
        "teacher",
        Column("get_status_display", label=_("stage"), sort_key="status"),
    )
    list_filter = ("cohort", "venue", "teacher", "starts_at", "status")
    search_fields = ("cohort__name", "evening__title_zh", "room")
    list_export = (
        "cohort.name",
        "evening.number",
        "evening.title_zh",
        "starts_at",
        "ends_at",
        "venue.name",
        "room",
        "teacher",
        "get_status_display",
    )
    export_filename = "evenings"
    inspect_template_name = "courses/desk/session.html"
    inspect_view_fields = [
        "cohort",
        "evening",
        "starts_at",
        "ends_at",
        "venue",
        "room",
        "teacher",
        "makes_up",
        "status",
    ]
