from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.model import ModelViewSetGroup

from school.points.cases.access import PROPOSE
from school.service.actions import IMPORT
from school.service.desk import matters, uploads
from school.service.models import ServiceEvent
from school.ui.desk import LedgerViewSet


class ServiceEventViewSet(LedgerViewSet):
    model = ServiceEvent
    icon = "list-ul"
    menu_label = _("Service events")
    related = ("person", "withdrawn_by")
    list_display = [
        "person",
        "kind",
        "stars",
        "complaint",
        "platform",
        "order",
        "occurred_at",
        BooleanColumn("is_standing", label=_("still stands")),
    ]
    list_filter = ["kind", "complaint", "platform", "occurred_at"]
    search_fields = ["person__name", "external_id", "order"]
    list_export = [
        "code",
        "person.name",
        "kind",
        "stars",
        "complaint",
        "platform",
        "external_id",
        "order",
        "occurred_at",
        "is_standing",
        "text",
        "actor_label",
        "kept_at",
    ]
    inspect_view_fields = [
        "code",
        "person",
        *list_export[2:],
        "withdraws",
    ]


class MattersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PROPOSE)


class ImportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(IMPORT)


class ServiceGroup(ModelViewSetGroup):
    menu_label = _("Service record")
    menu_icon = "site"
    menu_order = 362
    items = (ServiceEventViewSet,)

    def get_submenu_items(self) -> list[Any]:
        waiting = MattersMenuItem(
            _("From the platform, to look at"),
            reverse("service_desk:matters"),
            icon_name="warning",
            order=1,
        )
        taking = ImportMenuItem(
            _("Take events in"),
            reverse("service_desk:uploads"),
            icon_name="upload",
            order=2,
        )
        return [waiting, taking, *super().get_submenu_items()]


@hooks.register("register_admin_viewset")
def service_viewsets() -> ServiceGroup:
    return ServiceGroup()


@hooks.register("register_admin_urls")
def service_desk_urls() -> list[URLPattern | URLResolver]:
    matter = "service-desk/matters/<slug:code>"
    upload = "service-desk/uploads/<slug:code>"
    patterns = [
        path("service-desk/matters/", matters.index, name="matters"),
        path(f"{matter}/open/", matters.open_case, name="open_matter"),
        path(f"{matter}/dismiss/", matters.dismiss, name="dismiss_matter"),
        path("service-desk/uploads/", uploads.index, name="uploads"),
        path("service-desk/uploads/template/", uploads.template, name="template_sheet"),
        path(f"{upload}/", uploads.upload, name="upload"),
        path(f"{upload}/take/", uploads.take, name="take_upload"),
        path(f"{upload}/drop/", uploads.drop, name="drop_upload"),
        path(f"{upload}/refused/", uploads.refused, name="refused_rows_sheet"),
    ]
    return [path("", include((patterns, "service_desk")))]
