from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from school.backups import desk


class BackupsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)


@hooks.register("register_settings_menu_item")
def backups_menu_item() -> MenuItem:
    return BackupsMenuItem(
        _("Backups"), reverse("backups_desk:list"), name="backups", icon_name="history"
    )


@hooks.register("register_admin_urls")
def backups_desk_urls() -> list[URLPattern | URLResolver]:
    patterns = [path("backups/", desk.backups, name="list")]
    return [path("", include((patterns, "backups_desk")))]
