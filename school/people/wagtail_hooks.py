from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.permissions import register_permission_policy

from school.people.desk import second_factor, working_as
from school.people.desk.companies import CompanyViewSet, ContactViewSet
from school.people.desk.consents import ConsentTextViewSet
from school.people.desk.log_ins import LogInViewSet
from school.people.desk.people import PersonViewSet
from school.people.desk.policies import (
    AccountPolicy,
    AppendOnlyPolicy,
    NamedAndDismissedPolicy,
)
from school.people.models import Company, CompanyContact, ConsentText, Person, User
from school.ui.desk import KeptPolicy

# Before any viewset asks: Wagtail takes its own policy for good otherwise.
register_permission_policy(User, AccountPolicy(User), exact_class=True)
# The rights of a whole role.
register_permission_policy(Group, KeptPolicy(Group), exact_class=True)
register_permission_policy(Person, KeptPolicy(Person), exact_class=True)
register_permission_policy(Company, KeptPolicy(Company), exact_class=True)
register_permission_policy(
    CompanyContact, NamedAndDismissedPolicy(CompanyContact), exact_class=True
)
register_permission_policy(ConsentText, AppendOnlyPolicy(ConsentText), exact_class=True)


class SecondFactorsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(second_factor.CHANGE)


class PeopleGroup(ModelViewSetGroup):
    menu_label = _("People")
    menu_icon = "group"
    menu_order = 300
    items = (
        PersonViewSet,
        CompanyViewSet,
        ContactViewSet,
        ConsentTextViewSet,
        LogInViewSet,
    )

    def get_submenu_items(self) -> list[Any]:
        second_factors = SecondFactorsMenuItem(
            _("Second step of colleagues"),
            reverse("people_desk:second_factors"),
            icon_name="lock",
            order=900,
        )
        return [*super().get_submenu_items(), second_factors]


@hooks.register("register_admin_menu_item")
def working_as_menu_item() -> MenuItem:
    return working_as.WorkingAsMenuItem(
        _("Working as"),
        reverse("people_desk:working_as"),
        name="working-as",
        icon_name="user",
        order=1,
    )


@hooks.register("register_admin_menu_item")
def own_pages_menu_item() -> MenuItem:
    """The way out of the desk, to what everybody has."""
    return MenuItem(
        _("My own pages"),
        reverse("portal:today"),
        name="own-pages",
        icon_name="home",
        order=2,
    )


@hooks.register("construct_homepage_panels")
def show_roles(request: HttpRequest, panels: list[Component]) -> None:
    if working_as.has_choice(request):
        panels.append(working_as.WorkingAsPanel())


@hooks.register("register_admin_urls")
def people_desk_urls() -> list[URLPattern | URLResolver]:
    at = "people-desk/second-step/"
    patterns = [
        path(at, second_factor.index, name="second_factors"),
        path(f"{at}<int:pk>/", second_factor.reset, name="reset_second_factor"),
        path("people-desk/working-as/", working_as.index, name="working_as"),
        path("people-desk/working-as/choose/", working_as.choose, name="work_as"),
    ]
    return [path("", include((patterns, "people_desk")))]


@hooks.register("register_admin_viewset")
def people_viewsets() -> PeopleGroup:
    return PeopleGroup()


@hooks.register("before_bulk_action")
def accounts_are_changed_one_by_one(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> None:
    """Wagtail's bulk actions on accounts would go round the journal."""
    if action.model is User:
        raise PermissionDenied
