"""The desk's first screen and looks, and what happens when a lesson is opened."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Site
from wagtail.permissions import register_permission_policy

from cms import desk, reading, search
from cms.models import LessonPage
from school.ui import waits
from school.ui.desk import KeptPolicy

# There is one school and one site.
register_permission_policy(Site, KeptPolicy(Site), exact_class=True)


class WaitingPanel(Component):
    """What waits today, each with the way to it; tonight's classes beside it."""

    name = "waiting"
    order = 10
    template_name = "cms/desk/waiting.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user, now = parent_context["request"].user, timezone.now()
        day = timezone.localdate(now)
        return {
            "now": now,
            "day": day,
            "sees_classes": user.has_perm("courses.view_session"),
            "sessions": desk.tonight(user, on=day),
            "cards": [
                {
                    "wait": wait,
                    "age": wait.age(at=now),
                    "is_pressing": wait.is_pressing(at=now),
                }
                for wait in waits.waiting_for(user, at=now)
            ],
        }


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(WaitingPanel())


@hooks.register("construct_homepage_summary_items", order=1000)
def leave_counts_out(request: HttpRequest, items: list[SummaryItem]) -> None:
    """How many pages and pictures there are is nobody's work of today."""
    items.clear()


class UnpublishedMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return desk.may_publish(request.user)


@hooks.register("register_reports_menu_item")
def unpublished_pages_menu_item() -> MenuItem:
    return UnpublishedMenuItem(
        _("Pages not out yet"),
        reverse("cms_desk:pages"),
        icon_name="doc-empty-inverse",
        order=500,
    )


@hooks.register("register_admin_urls")
def cms_desk_urls() -> list[URLPattern | URLResolver]:
    patterns = [
        path("pages-desk/", desk.pages, name="pages"),
        path("search-desk/", search.search, name="search"),
    ]
    return [path("", include((patterns, "cms_desk")))]


@hooks.register("register_admin_search_area")
def whole_school_search_area() -> SearchArea:
    """The first one, and so what the search in the desk's menu leads to."""
    return search.SchoolSearchArea()


@hooks.register("insert_global_admin_css")
def desk_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("cms/desk.css"))


@hooks.register("insert_global_admin_js")
def desk_sign_out() -> str:
    return format_html('<script src="{}"></script>', static("ui/sign_out.js"))


@hooks.register("before_serve_page")
def remember_opened_lesson(
    page: Page, request: HttpRequest, args: Any, kwargs: Any
) -> None:
    if not isinstance(page, LessonPage) or request.method != "GET":
        return
    if reader := page.reader(request.user):
        reading.opened(reader, parts=page.parts, at=timezone.now())
