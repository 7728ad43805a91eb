from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from school.portal.cockpit import desk
from school.portal.cockpit.board import READ
from school.portal.story.desk import person


class CockpitsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(READ)


@hooks.register("register_admin_menu_item")
def cockpits_menu_item() -> MenuItem:
    return CockpitsMenuItem(
        _("Classes at a glance"),
        reverse("portal_desk:cockpits"),
        name="classes-at-a-glance",
        icon_name="table",
        order=295,
    )


@hooks.register("register_admin_urls")
def portal_desk_urls() -> list[URLPattern | URLResolver]:
    patterns = [
        path("at-a-glance/", desk.cockpits, name="cockpits"),
        path("at-a-glance/<slug:code>/", desk.cockpit, name="cockpit"),
        path("at-a-glance/<slug:code>/xlsx/", desk.cockpit_xlsx, name="cockpit_xlsx"),
        path("people-at-a-glance/<slug:code>/", person, name="person"),
    ]
    return [path("", include((patterns, "portal_desk")))]
