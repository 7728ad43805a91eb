from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from school.chores import access, desk


class ChoresMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return access.may_open(request.user)


@hooks.register("register_admin_menu_item")
def chores_menu_item() -> MenuItem:
    return ChoresMenuItem(
        _("Background tasks"),
        reverse("chores_desk:queue"),
        name="background-tasks",
        icon_name="cogs",
        order=890,
    )


@hooks.register("register_admin_urls")
def chores_desk_urls() -> list[URLPattern | URLResolver]:
    patterns = [
        path("background-tasks/", desk.queue, name="queue"),
        path("background-tasks/<slug:id>/retry/", desk.retry, name="retry"),
        path("background-tasks/<slug:id>/set-aside/", desk.set_aside, name="set_aside"),
        path("background-tasks/<slug:id>/cancel/", desk.cancel, name="cancel"),
    ]
    return [path("", include((patterns, "chores_desk")))]
