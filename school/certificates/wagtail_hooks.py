from typing import Any

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
from school.certificates.papers import desk as papers
from school.certificates.renewal.desk_urls import renewal_patterns
from school.certificates.viewsets import (
    BatchViewSet,
    CertificateViewSet,
    CheckCountViewSet,
    CompanyCheckViewSet,
    ExternalCertificateViewSet,
)


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
        CompanyCheckViewSet,
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
        path(f"{one}/print-again/", desk.print_again, name="print_again"),
        *renewal_patterns,
        *approval_patterns,
        *[
            path(f"{one}/{verb}/", desk.change, {"verb": verb}, name=verb)
            for verb in desk.VERBS
        ],
    ]
    return [path("", include((patterns, "certificates_desk")))]
