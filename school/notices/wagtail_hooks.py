from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column

from school.notices.models import Delivery
from school.ui.desk import LedgerViewSet


class DeliveryViewSet(LedgerViewSet):
    """Which messages left, which wait, and which could not be sent."""

    model = Delivery
    icon = "mail"
    menu_label = _("Messages by SMS")
    menu_order = 370
    add_to_admin_menu = True
    related = ("notice__person__user",)
    list_display = (
        Column("notice.person", label=_("Person"), sort_key="notice__person__name"),
        Column("notice.get_kind_display", label=_("About"), sort_key="notice__kind"),
        "status",
        "attempts",
        "tried_at",
        "problem",
    )
    list_filter = ("status", "tried_at")
    search_fields = ("notice__person__name", "notice__kind")
    list_export = (
        "notice.person.name",
        "notice.kind",
        "status",
        "attempts",
        "tried_at",
        "problem",
    )
    export_filename = "messages"
    inspect_view_fields = ("notice", "status", "attempts", "tried_at", "problem")


@hooks.register("register_admin_viewset")
def delivery_viewset() -> DeliveryViewSet:
    return DeliveryViewSet()
