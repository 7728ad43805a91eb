"""The desk's first screen and looks, and what happens when a lesson is opened."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Site
from wagtail.permissions import register_permission_policy

from cms import desk, reading
from cms.models import LessonPage
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
            "waiting": desk.waiting_for(user, on=day),
        }


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(WaitingPanel())


@hooks.register("construct_homepage_summary_items", order=1000)
def leave_counts_out(request: HttpRequest, items: list[SummaryItem]) -> None:
    """How many pages and pictures there are is nobody's work of today."""
    items.clear()


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
