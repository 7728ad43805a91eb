from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSetGroup

from school.certificates import desk
from school.certificates.approval.desk_urls import approval_patterns
from school.certificates.bulk import Reinstate, Revoke, Suspend
from school.certificates.designs import desk as designs
from school.certificates.external import desk as external
from school.certificates.models import (
    RENEWALS,
    Batch,
    Certificate,
    CheckCount,
    ExternalCertificate,
)
from school.certificates.papers import desk as papers
from school.certificates.renewal.desk_urls import renewal_patterns
from school.ui.bulk import BulkLedgerIndex
from school.ui.desk import LedgerViewSet


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
    list_display = ["number", "enrollment", "state", "issued_on", "printed_at"]
    list_filter = ["status", "enrollment__cohort", "issued_on"]
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
        "enrollment",
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


class RecordMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("certificates.record_externalcertificate")


class ChooseMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("certificates.change_designversion")


class IssueMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("certificates.view_certificate")


class CertificatesGroup(ModelViewSetGroup):
    menu_label = _("Certificates")
    menu_icon = "doc-full"
    menu_order = 350
    items = (
        CertificateViewSet,
        BatchViewSet,
        ExternalCertificateViewSet,
        CheckCountViewSet,
        designs.DesignViewSet,
    )

    def get_submenu_items(self) -> list[Any]:
        issue = IssueMenuItem(
            _("Issue certificates"),
            reverse("certificates_desk:cohorts"),
            icon_name="check",
            order=1,
        )
        record = RecordMenuItem(
            _("Record a certificate of another body"),
            reverse("certificates_desk:record_external"),
            icon_name="plus",
            order=900,
        )
        choose = ChooseMenuItem(
            _("Which template where"),
            reverse("certificates_desk:choose_design"),
            icon_name="edit",
            order=950,
        )
        refreshers = IssueMenuItem(
            _("Refreshers"),
            reverse("certificates_desk:refreshers"),
            icon_name="date",
            order=960,
        )
        waiting = IssueMenuItem(
            _("Waiting requests"),
            reverse("certificates_desk:requests"),
            icon_name="group",
            order=2,
        )
        return [
            issue,
            waiting,
            refreshers,
            *super().get_submenu_items(),
            record,
            choose,
        ]


# Wagtail wants the classes themselves here, not what a function returns.
for verb in (Suspend, Reinstate, Revoke):
    hooks.register("register_bulk_action", verb)


@hooks.register("register_admin_viewset")
def certificate_viewsets() -> CertificatesGroup:
    return CertificatesGroup()


@hooks.register("register_admin_urls")
def certificate_desk_urls() -> list[URLPattern | URLResolver]:
    one = "certificate-desk/certificates/<slug:number>"
    patterns = [
        path("certificate-desk/", desk.cohorts, name="cohorts"),
        path("certificate-desk/classes/<slug:code>/", desk.eligible, name="eligible"),
        path("certificate-desk/classes/<slug:code>/issue/", desk.issue, name="issue"),
        path("certificate-desk/batches/<slug:code>/", desk.batch, name="batch"),
        path(
            "certificate-desk/classes/<slug:code>/<str:what>",
            papers.class_files,
            name="class_files",
        ),
        path(
            "certificate-desk/batches/<slug:code>/<str:what>",
            papers.batch_files,
            name="batch_files",
        ),
        path(
            "certificate-desk/external/record/",
            external.record,
            name="record_external",
        ),
        path(
            "certificate-desk/external/<slug:code>/check/",
            external.check,
            name="check_external",
        ),
        *designs.PATHS,
        path(f"{one}/reissue/", desk.reissue, name="reissue"),
        *renewal_patterns,
        *approval_patterns,
        *[
            path(f"{one}/{verb}/", desk.change, {"verb": verb}, name=verb)
            for verb in desk.VERBS
        ],
    ]
    return [path("", include((patterns, "certificates_desk")))]
