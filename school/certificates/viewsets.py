"""The lists of the certificate desk: to read, filter, search and export."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.ui.tables import Column

from school.certificates import rules
from school.certificates.models import (
    RENEWALS,
    Batch,
    Certificate,
    CertificateQuerySet,
    CheckCount,
    CompanyCheck,
    ExternalCertificate,
)
from school.certificates.waits import EXTERNAL
from school.ui.bulk import BulkLedgerIndex
from school.ui.desk import LedgerFilterSet, LedgerInspect, LedgerViewSet


class CertificateFilterSet(LedgerFilterSet):
    refresher = ChoiceFilter(
        label=_("day for a refresher"),
        choices=[("soon", _("within 60 days")), ("past", _("the day has passed"))],
        method="by_refresher",
    )

    class Meta:
        model = Certificate
        fields = ("status", "enrollment__cohort", "issued_on")

    def by_refresher(
        self, rows: CertificateQuerySet, _name: str, wanted: str
    ) -> CertificateQuerySet:
        soon, last = rules.reminder_window(timezone.localdate())
        if wanted == "past":
            return rows.with_refresher_due(until=soon - timedelta(days=1))
        return rows.with_refresher_due(since=soon, until=last)


class CertificateIndex(BulkLedgerIndex):
    def get_base_queryset(self) -> QuerySet[Any]:
        rows = super().get_base_queryset()
        return rows.prefetch_related(RENEWALS)


class CertificateViewSet(LedgerViewSet):
    model = Certificate
    icon = "doc-full"
    menu_label = _("Certificates")
    index_view_class = CertificateIndex
    related = ("enrollment__person", "enrollment__cohort")
    list_display = [
        "number",
        Column("enrollment.person", label=_("Holder")),
        Column("enrollment.cohort", label=_("Class")),
        "state",
        "issued_on",
    ]
    filterset_class = CertificateFilterSet
    search_fields = ["number", "enrollment__person__name"]
    list_export = [
        "number",
        "enrollment.person.name",
        "enrollment.cohort.name",
        "state",
        "issued_on",
        "refresher_by",
        "pdf_sha256",
    ]
    inspect_template_name = "certificates/desk/inspect.html"
    inspect_view_fields = [
        "number",
        "holder",
        "state",
        "issued_on",
        "printed_at",
        "pdf_sha256",
        "claims_sha256",
    ]


class BatchViewSet(LedgerViewSet):
    model = Batch
    icon = "list-ul"
    menu_label = _("Batches")
    related = ("cohort", "requested_by")
    list_display = ["cohort", "requested_by", "requested_at", "finished_at"]
    list_filter = ["cohort"]
    list_export = ["cohort", "requested_by", "requested_at", "finished_at"]
    inspect_view_fields = ["cohort", "requested_by", "requested_at", "finished_at"]


class ExternalCertificateViewSet(LedgerViewSet):
    model = ExternalCertificate
    icon = "doc-empty"
    menu_label = _("Certificates of other bodies")
    related = ("person",)
    waits = EXTERNAL
    list_display = ["person", "kind", "title", "number", "status", "recorded_at"]
    list_filter = ["status", "kind", "issued_on", "valid_until"]
    search_fields = ["number", "title", "person__name"]
    list_export = [
        "person.name",
        "kind",
        "title",
        "level",
        "number",
        "body",
        "issued_on",
        "valid_until",
        "state",
        "recorded_at",
        "checked_by",
        "checked_at",
        "reason",
        "sha256",
    ]
    inspect_template_name = "certificates/external/inspect.html"
    inspect_view_fields = [
        "person",
        "kind",
        "title",
        "level",
        "number",
        "body",
        "issued_on",
        "valid_until",
        "state",
        "recorded_by",
        "recorded_at",
        "checked_by",
        "checked_at",
        "reason",
        "sha256",
    ]


class CheckCountViewSet(LedgerViewSet):
    model = CheckCount
    icon = "view"
    menu_label = _("Attempts to check")
    related = ("certificate",)
    list_display = ["day", "kind", "outcome", "certificate", "count"]
    list_filter = ["day", "kind", "outcome"]
    search_fields = ["certificate__number"]
    list_export = ["day", "kind", "outcome", "certificate", "count"]
    inspect_view_fields = ["day", "kind", "outcome", "certificate", "count"]


class CompanyCheckInspect(LedgerInspect):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        looks = self.object.looks.select_related("certificate")
        return super().get_context_data(looks=looks, **kwargs)


class CompanyCheckViewSet(LedgerViewSet):
    model = CompanyCheck
    inspect_view_class = CompanyCheckInspect
    icon = "group"
    menu_label = _("Lists checked by companies")
    related = ("company", "by")
    list_display = ["at", "company", "by", "rows", "told"]
    list_filter = ["company", "at"]
    list_export = ["at", "company", "by", "rows", "told"]
    inspect_template_name = "certificates/desk/company_check.html"
    inspect_view_fields = ["at", "company", "by", "rows", "told"]
