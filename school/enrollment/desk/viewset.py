from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, Table

from school.courses.desk.columns import DayColumn
from school.enrollment import access, rules
from school.enrollment.explain import in_line
from school.enrollment.line import lines_of
from school.enrollment.models import Enrollment
from school.enrollment.waits import KINDS
from school.ui.bulk import BulkLedgerIndex
from school.ui.desk import LedgerInspect, LedgerViewSet

PLACE = "place_in_line"


class OfferColumn(DayColumn):
    """Until when a place is held; of an offer that is over nothing is held."""

    def get_value(self, instance: Enrollment) -> str:
        stands = instance.offer_stands(at=timezone.now())
        return super().get_value(instance) if stands else ""


class EnrollmentIndex(BulkLedgerIndex):
    template_name = "enrollment/desk/index.html"

    def get_table(self, object_list: Iterable[Enrollment]) -> Table:
        """Everybody who waits with the place in line, in two queries for the page."""
        rows = list(object_list)
        waiting = [one for one in rows if one.status == Enrollment.Status.WAITLISTED]
        lines = lines_of(
            {one.cohort_id for one in waiting}, also=[one.pk for one in waiting]
        )
        for one in waiting:
            setattr(one, PLACE, lines[one.cohort_id].place_of(one.pk))
        table: Table = super().get_table(rows)
        return table


class EnrollmentPage(LedgerInspect):
    page_title = _("Application")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        enrollment = self.object
        verbs = [
            verb
            for verb in ("offer", "admit", "transfer", "withdraw")
            if access.can_admit(self.request.user)
            and rules.next_status(verb, enrollment.status)
        ]
        return super().get_context_data(
            verbs=verbs,
            line=in_line(enrollment, at=timezone.now()),
            can_admit=access.can_admit(self.request.user),
            **kwargs,
        )


class EnrollmentViewSet(LedgerViewSet):
    model = Enrollment
    # "enrollment" is the namespace of the pages outside the desk.
    name = "desk_enrollment"
    icon = "user"
    menu_label = _("Enrolments")
    related = ("person", "cohort")
    waits = KINDS
    index_view_class = EnrollmentIndex
    inspect_view_class = EnrollmentPage
    inspect_template_name = "enrollment/desk/inspect.html"
    list_display = (
        "person",
        "cohort",
        Column("get_status_display", label=_("stage"), sort_key="status"),
        Column(PLACE, label=_("place in the waiting line")),
        Column("get_source_display", label=_("applied how"), sort_key="source"),
        DayColumn("applied_at", label=_("applied at"), sort_key="applied_at"),
        OfferColumn(
            "offer_until", label=_("offer holds until"), sort_key="offer_until"
        ),
    )
    list_filter = (
        "cohort",
        "status",
        "source",
        "applied_at",
        "quota_claim",
        "quota_kind",
    )
    search_fields = ("person__name", "code", "cohort__name")
    list_export = (
        "person.name",
        "cohort.name",
        "get_status_display",
        "queue_number",
        "get_source_display",
        "applied_at",
        "enrolled_at",
        "ended_at",
    )
    export_filename = "enrolments"
    inspect_view_fields = [
        "person",
        "cohort",
        "status",
        "queue_number",
        "offer_until",
        "quota_kind",
        "quota_claim",
        "quota_reason",
        "source",
        "consent",
        "waived_in_words",
        "moved_from",
        "applied_at",
        "enrolled_at",
        "ended_at",
    ]
