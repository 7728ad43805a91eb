from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSetGroup

from school.notices.desk import texts
from school.notices.desk.bulk import SendAgain
from school.notices.models import Delivery
from school.ui.bulk import BulkLedgerIndex
from school.ui.desk import LedgerViewSet


class DeliveryViewSet(LedgerViewSet):
    """Which messages left, which wait, and which could not be sent."""

    model = Delivery
    icon = "mail"
    menu_label = _("Messages sent")
    index_view_class = BulkLedgerIndex
    related = ("notice__person__user",)
    list_display = (
        "person",
        Column("notice.get_kind_display", label=_("About"), sort_key="notice__kind"),
        "channel",
        "address",
        "status",
        "attempts",
        "tried_at",
        "due_at",
        "problem",
    )
    list_filter = ("status", "channel", "tried_at")
    search_fields = ("notice__person__name", "notice__kind")
    list_export = (
        "notice.person.name",
        "notice.kind",
        "channel",
        "address",
        "status",
        "attempts",
        "tried_at",
        "due_at",
        "problem",
    )
    export_filename = "messages"
    inspect_view_fields = (
        "notice",
        "channel",
        "address",
        "status",
        "attempts",
        "tried_at",
        "due_at",
        "problem",
    )


class TextsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("notices.view_noticetext")


class NoticesGroup(ModelViewSetGroup):
    menu_label = _("Notices")
    menu_icon = "mail"
    menu_order = 370
    items = (DeliveryViewSet,)

    def get_submenu_items(self) -> list[Any]:
        own = TextsMenuItem(
            _("Texts of notices"),
            reverse("notices_desk:texts"),
            icon_name="doc-full",
            order=900,
        )
        return [*super().get_submenu_items(), own]


# Wagtail wants the class itself here, not what a function returns.
hooks.register("register_bulk_action", SendAgain)


@hooks.register("register_admin_viewset")
def notices_viewsets() -> NoticesGroup:
    return NoticesGroup()


@hooks.register("register_admin_urls")
def notices_desk_urls() -> list[URLPattern | URLResolver]:
    patterns = [
        path("notice-texts/", texts.texts, name="texts"),
        path("notice-texts/<slug:kind>/", texts.text, name="text"),
        path("notice-texts/<slug:kind>/revert/", texts.revert, name="revert"),
    ]
    return [path("", include((patterns, "notices_desk")))]
