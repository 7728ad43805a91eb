"""Who has several roles at the desk sees which she works as, and chooses another."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem

from school.people.models import User
from school.people.requests import allowed
from school.people.working_as.middleware import CHOSEN

DESK = "wagtailadmin.access_admin"


def index(request: HttpRequest) -> HttpResponse:
    context = {
        "page_title": _("Working as"),
        "header_icon": "user",
        "user": allowed(request, DESK),
    }
    return render(request, "people/desk/working_as.html", context)


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """One of her own roles, or none: then she is all of them again."""
    user, asked = allowed(request, DESK), request.POST.get("role")
    if asked == "":
        request.session.pop(CHOSEN, None)
        messages.success(request, _("You work with all your roles."))
        return redirect("wagtailadmin_home")
    chosen = next((one for one in user.desk_roles if str(one.pk) == asked), None)
    if chosen is None:
        return redirect("people_desk:working_as")
    request.session[CHOSEN] = chosen.pk
    said = _("You work as %(role)s. What only your other roles may do is closed.")
    messages.success(request, said % {"role": chosen})
    return redirect("wagtailadmin_home")


def has_choice(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and len(request.user.desk_roles) > 1


class WorkingAsMenuItem(MenuItem):
    """Says on every page of the desk which role it is, where there are several."""

    def is_shown(self, request: HttpRequest) -> bool:
        return has_choice(request)

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        component = super().render_component(request)
        role = getattr(request.user, "works_as", None)
        component.label = str(role or _("All my roles"))
        return component


class WorkingAsPanel(Component):
    """The same as buttons, first of all on the desk's first screen."""

    name = "working_as"
    order = 5
    template_name = "people/desk/_working_as.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        return {"user": request.user, "csrf_token": get_token(request)}
