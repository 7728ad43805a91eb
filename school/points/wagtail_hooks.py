from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSetGroup

from school.points import desk
from school.points.bulk import Award, TakeBack
from school.points.models import Entry, Reward, Rule
from school.ui.bulk import BulkLedgerIndex
from school.ui.desk import LedgerViewSet


class EntryViewSet(LedgerViewSet):
    model = Entry
    icon = "history"
    menu_label = _("Points ledger")
    index_view_class = BulkLedgerIndex
    related = ("person", "rule")
    list_display = [
        "person",
        "account",
        "delta",
        Column("rule", accessor="rule.title", label=_("Points rule"), sort_key="rule"),
        "reason",
        "actor_label",
        "at",
    ]
    list_filter = ["account", "rule", "is_capped", "at"]
    search_fields = ["person__name", "reason", "source_id"]
    list_export = [
        "person.name",
        "account",
        "delta",
        "is_capped",
        "rule_code",
        "rule.version",
        "rule.title_zh",
        "source_type",
        "source_id",
        "reason",
        "actor_label",
        "at",
    ]
    inspect_template_name = "points/desk/inspect.html"
    inspect_view_fields = [
        "person",
        "account",
        "delta",
        "is_capped",
        "rule",
        "source_type",
        "source_id",
        "reverses",
        "reason",
        "actor_label",
        "at",
    ]


class RuleViewSet(LedgerViewSet):
    model = Rule
    icon = "clipboard-list"
    menu_label = _("Points rules")
    list_display = ["code", "title_zh", "delta", "category", "version", "is_current"]
    list_filter = ["category", "is_current"]
    search_fields = ["code", "key", "title_zh", "title_en"]
    list_export = [
        "code",
        "key",
        "version",
        "title_zh",
        "title_en",
        "delta",
        "category",
        "cap_period",
        "cap_points",
        "cap_times",
        "is_current",
    ]
    inspect_view_fields = [*list_export, "standards", "source"]


class RewardViewSet(LedgerViewSet):
    model = Reward
    icon = "tag"
    menu_label = _("What points are for")
    list_display = ["code", "title_zh", "kind", "cost"]
    list_filter = ["kind"]
    search_fields = ["code", "title_zh", "title_en"]
    list_export = ["code", "title_zh", "title_en", "kind", "cost"]
    inspect_view_fields = [*list_export, "source"]


class AwardMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("points.award_entry")


class PointsGroup(ModelViewSetGroup):
    menu_label = _("Credit points")
    menu_icon = "pick"
    menu_order = 360
    items = (EntryViewSet, RuleViewSet, RewardViewSet)

    def get_submenu_items(self) -> list[Any]:
        award = AwardMenuItem(
            _("Award points"),
            reverse("points_desk:award"),
            icon_name="plus",
            order=1,
        )
        return [award, *super().get_submenu_items()]


# Wagtail wants the classes themselves here, not what a function returns.
hooks.register("register_bulk_action", TakeBack)
hooks.register("register_bulk_action", Award)


@hooks.register("register_admin_viewset")
def points_viewsets() -> PointsGroup:
    return PointsGroup()


@hooks.register("register_admin_urls")
def points_desk_urls() -> list[URLPattern | URLResolver]:
    patterns = [
        path("points-desk/award/", desk.award, name="award"),
        path("points-desk/entries/<int:pk>/reverse/", desk.reverse, name="reverse"),
    ]
    return [path("", include((patterns, "points_desk")))]
