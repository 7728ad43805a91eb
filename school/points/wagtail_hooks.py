from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSetGroup

from school.people.models import User
from school.people.signed import BulkSignedIndex, SignedColumn, SignedInspect
from school.points import desk
from school.points.bulk import Award, TakeBack
from school.points.cases.access import may_enter
from school.points.cases.desk_urls import case_patterns
from school.points.deeds.access import may_enter as may_enter_deeds
from school.points.deeds.desk_urls import deed_patterns
from school.points.models import Entry, Posting, Rule
from school.points.requests.desk import may_enter as may_enter_requests
from school.points.requests.desk_urls import request_patterns
from school.points.schemes.desk_urls import scheme_patterns
from school.points.shop import access
from school.points.shop.desk_urls import shop_desk_patterns
from school.points.shop.viewsets import VIEWSETS
from school.ui.desk import LedgerViewSet


class PostingViewSet(LedgerViewSet):
    model = Posting
    icon = "history"
    menu_label = _("Points postings")
    index_view_class = BulkSignedIndex
    inspect_view_class = SignedInspect
    related = ("person__user", "rule")
    list_display = [
        "person",
        "kind",
        "points",
        "title",
        "reason",
        SignedColumn("actor_label", label=_("entered by")),
        "at",
    ]
    list_filter = ["kind", "rule", "is_capped", "at"]
    search_fields = ["code", "person__name", "reason", "source_id"]
    list_export = [
        "code",
        "person.name",
        "kind",
        "points",
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
        "code",
        "person",
        "kind",
        "points",
        "is_capped",
        "rule",
        "source_type",
        "source_id",
        "reverses",
        "follows",
        "reason",
        "actor_label",
        "at",
    ]


class EntryViewSet(LedgerViewSet):
    model = Entry
    icon = "list-ul"
    menu_label = _("Points ledger")
    related = ("person", "posting")
    list_display = [
        "person",
        "account",
        "delta",
        "after",
        Column("kind", accessor="posting.get_kind_display", label=_("what happened")),
        Column("at", accessor="posting.at", label=_("entered on")),
    ]
    list_filter = ["account", "posting__kind"]
    search_fields = ["person__name", "posting__code"]
    list_export = [
        "posting.code",
        "person.name",
        "account",
        "delta",
        "after",
        "posting.kind",
        "posting.at",
    ]
    inspect_view_fields = ["posting", "person", "account", "delta", "after"]


class RuleViewSet(LedgerViewSet):
    model = Rule
    icon = "clipboard-list"
    menu_label = _("Points rules, row by row")
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


class CasesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_enter(request.user)


class DeedsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_enter_deeds(request.user)


class RequestsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_enter_requests(request.user)


class AwardMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("points.award_entry")


class CounterMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        user = request.user
        return isinstance(user, User) and access.settles_something(user)


class SchemesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("points.view_scheme")


class StockMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("points.view_stockmovement")


def _at_work() -> list[MenuItem]:
    """What is done with points, above what is looked up; in the order of a day at the desk."""
    return [
        AwardMenuItem(
            _("Award points"), reverse("points_desk:award"), icon_name="plus"
        ),
        DeedsMenuItem(
            _("Points with evidence"), reverse("points_desk:deeds"), icon_name="image"
        ),
        RequestsMenuItem(
            _("Awards for two"),
            reverse("points_desk:award_requests"),
            icon_name="group",
        ),
        CasesMenuItem(
            _("Deductions"), reverse("points_desk:cases"), icon_name="warning"
        ),
        CounterMenuItem(
            _("Hand over rewards"), reverse("points_desk:hand_over"), icon_name="tag"
        ),
        StockMenuItem(_("The store"), reverse("points_desk:stock"), icon_name="tag"),
        SchemesMenuItem(
            _("Versions of the points rules"),
            reverse("points_desk:schemes"),
            icon_name="clipboard-list",
        ),
    ]


class PointsGroup(ModelViewSetGroup):
    menu_label = _("Credit points")
    menu_icon = "pick"
    menu_order = 360
    items = (PostingViewSet, EntryViewSet, RuleViewSet, *VIEWSETS)

    def get_submenu_items(self) -> list[Any]:
        items = [*_at_work(), *super().get_submenu_items()]
        for place, item in enumerate(items):
            item.order = place
        return items


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
        *shop_desk_patterns,
        *case_patterns,
        *deed_patterns,
        *request_patterns,
        *scheme_patterns,
    ]
    return [path("", include((patterns, "points_desk")))]
