from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from school.privacy import desk
from school.privacy.models import ERASE, EXPORT


class PersonalDataMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(EXPORT)


@hooks.register("register_admin_menu_item")
def personal_data_menu_item() -> MenuItem:
    return PersonalDataMenuItem(
        _("Personal data"),
        reverse("privacy_desk:people"),
        # From two labels that begin alike Wagtail would take one for the other.
        name="personal-data",
        icon_name="user",
        order=305,
    )


class ErasuresMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(ERASE)


@hooks.register("register_admin_menu_item")
def erasures_menu_item() -> MenuItem:
    return ErasuresMenuItem(
        _("Requests to be erased"),
        reverse("privacy_desk:erasures"),
        name="erasures",
        icon_name="bin",
        order=306,
    )


@hooks.register("register_admin_urls")
def privacy_desk_urls() -> list[URLPattern | URLResolver]:
    patterns = [
        path("privacy-desk/", desk.people, name="people"),
        path("erasure-desk/", desk.erasures, name="erasures"),
        path("erasure-desk/<slug:code>/", desk.erasure, name="erasure"),
        path("privacy-desk/<slug:code>/", desk.person, name="person"),
    ]
    return [path("", include((patterns, "privacy_desk")))]
