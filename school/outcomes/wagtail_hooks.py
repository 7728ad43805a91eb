from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import TitleColumn

from school.outcomes import desk, overview
from school.outcomes.access import TOLD
from school.outcomes.dossier import desk as dossier_desk
from school.outcomes.dossier.models import EXPORT
from school.outcomes.models import CohortResult
from school.outcomes.reports import desk as report_desk
from school.ui.desk import LedgerIndex, LedgerViewSet


def report_url(cohort: CohortResult) -> str:
    return reverse("outcomes_desk:report", args=[cohort.code])


class CohortResultIndex(LedgerIndex):
    def get_base_queryset(self) -> QuerySet[Model]:
        return super().get_base_queryset().filter(status__in=TOLD)


class CohortResultViewSet(LedgerViewSet):
    model = CohortResult
    icon = "history"
    menu_label = _("Results of classes")
    menu_order = 380
    add_to_admin_menu = True
    index_view_class = CohortResultIndex
    inspect_view_enabled = False
    related = ("edition__course", "venue")
    list_display = [
        TitleColumn("name", label=_("Which class"), get_url=report_url),
        "edition",
        "status",
        "starts_on",
        "ends_on",
    ]
    list_filter = ["status", "edition__course", "starts_on"]
    search_fields = ["name"]


@hooks.register("register_admin_viewset")
def outcomes_viewset() -> CohortResultViewSet:
    return CohortResultViewSet("cohortresult")


class OverviewMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("outcomes.view_cohortresult")


@hooks.register("register_admin_menu_item")
def overview_menu_item() -> MenuItem:
    return OverviewMenuItem(
        _("Results of the school"),
        reverse("outcomes_desk:overview"),
        icon_name="history",
        order=379,
    )


@hooks.register("register_admin_menu_item")
def reports_menu_item() -> MenuItem:
    return OverviewMenuItem(
        _("Published reports"),
        reverse("outcomes_desk:reports"),
        icon_name="doc-full",
        order=380,
    )


class DossiersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(EXPORT)


@hooks.register("register_admin_menu_item")
def dossiers_menu_item() -> MenuItem:
    return DossiersMenuItem(
        _("Subsidy dossiers"),
        reverse("outcomes_desk:dossier_classes"),
        icon_name="folder-open-inverse",
        order=381,
    )


@hooks.register("register_admin_urls")
def outcomes_desk_urls() -> list[URLPattern | URLResolver]:
    patterns = [
        path("dossier-desk/", dossier_desk.classes, name="dossier_classes"),
        path(
            "dossier-desk/classes/<slug:code>/", dossier_desk.dossiers, name="dossiers"
        ),
        path("dossier-desk/<slug:code>/", dossier_desk.dossier, name="dossier"),
        path(
            "dossier-desk/<slug:code>/zip/", dossier_desk.download, name="dossier_file"
        ),
        path("reports-desk/", report_desk.reports, name="reports"),
        path(
            "reports-desk/<str:span>/<int:year>/<int:month>/",
            report_desk.draft_of,
            name="report_draft",
        ),
        path("results-desk/", overview.page, name="overview"),
        path(
            "results-desk/<int:months>/<str:kind>/<str:basis>/",
            overview.page,
            name="overview_of",
        ),
        path(
            "results-desk/<int:months>/<str:kind>/<str:basis>/export/",
            overview.export,
            name="overview_export",
        ),
        path("outcomes-desk/<slug:code>/", desk.report, name="report"),
        path("outcomes-desk/<slug:code>/export/", desk.export, name="export"),
    ]
    return [path("", include((patterns, "outcomes_desk")))]
