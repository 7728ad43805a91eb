"""The list of editions, and the page of one."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from school.courses import access
from school.courses.comparing import others_of
from school.courses.content import content_of
from school.courses.desk.columns import PastDayColumn
from school.courses.models import Edition
from school.courses.soundness import findings_of
from school.courses.waits import EDITIONS
from school.courses.wording import at_stations, facts_of
from school.ui.desk import LedgerInspect, LedgerViewSet


class EditionPage(LedgerInspect):
    """All that an edition says, what is to mend, and what can be done with it now."""

    page_title = _("The edition")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        edition, user = self.object, self.request.user
        content = content_of(edition)
        return super().get_context_data(
            content=content,
            findings=findings_of(edition, content) if edition.is_draft else [],
            can_write=access.can_write(user),
            can_publish=access.can_publish(user),
            facts=facts_of(content),
            stations=at_stations(content),
            has_others=bool(others_of(edition)),
            **kwargs,
        )


class EditionViewSet(LedgerViewSet):
    model = Edition
    inspect_view_class = EditionPage
    icon = "doc-full"
    menu_label = _("Editions")
    related = ("course", "signed_off_by__user")
    waits = EDITIONS
    list_display = (
        "course",
        "version",
        Column("get_status_display", label=_("status"), sort_key="status"),
        Column("signed_off_by", label=_("Signed off by")),
        PastDayColumn(
            "signed_off_at", label=_("Signed off at"), sort_key="signed_off_at"
        ),
    )
    list_filter = ("course", "status")
    list_export = ("course.code", "version", "status", "signed_off_at", "source_hash")
    inspect_template_name = "courses/desk/edition.html"
    inspect_view_fields = ["course", "version", "status"]
