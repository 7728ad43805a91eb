from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from school.privacy import desk
from school.privacy.emergency import desk as emergency
from school.privacy.models import ERASE, EXPORT
from school.privacy.models.emergency import OPEN, REVIEW


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


class EmergencyMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(OPEN)


@hooks.register("register_admin_menu_item")
def emergency_menu_item() -> MenuItem:
    return EmergencyMenuItem(
        _("Emergency look"),
        reverse("privacy_desk:emergency"),
        name="emergency",
        icon_name="warning",
        order=307,
    )


class EmergenciesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(REVIEW)


@hooks.register("register_admin_menu_item")
def emergencies_menu_item() -> MenuItem:
    return EmergenciesMenuItem(
        _("Emergency looks"),
        reverse("privacy_desk:emergencies"),
        name="emergencies",
        icon_name="warning",
        order=308,
    )


@hooks.register("register_admin_urls")
def privacy_desk_urls() -> list[URLPattern | URLResolver]:
    patterns = [
        path("privacy-desk/", desk.people, name="people"),
        path("erasure-desk/", desk.erasures, name="erasures"),
        path("erasure-desk/<slug:code>/", desk.erasure, name="erasure"),
        path("privacy-desk/<slug:code>/", desk.person, name="person"),
        path("emergency-desk/", emergency.emergency, name="emergency"),
        path(
            "emergency-desk/people/<slug:code>/",
            emergency.open_emergency,
            name="open_emergency",
        ),
        path(
            "emergency-desk/shown/<slug:code>/",
            emergency.emergency_shown,
            name="emergency_shown",
        ),
        path("emergency-desk/review/", emergency.emergencies, name="emergencies"),
        path(
            "emergency-desk/review/<slug:code>/",
            emergency.review_emergency,
            name="review_emergency",
        ),
    ]
    return [path("", include((patterns, "privacy_desk")))]
