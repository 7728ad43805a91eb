"""The desk's first screen: tonight's classes; and the pages that are not out yet."""

from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.waits import PAGES, to_publish
from school.courses.models import Session
from school.people.models import User
from school.ui.waits import WAITING

A_PAGE = 50


def tonight(user: User | AnonymousUser, *, on: date) -> list[Session]:
    """The evening's classes, for those who may see classes."""
    if not user.has_perm("courses.view_session"):
        return []
    return list(
        Session.objects.standing()
        .within(on, on)
        .select_related("cohort__edition__course__track", "evening", "venue", "teacher")
        .order_by("starts_at", "pk")
    )


def may_publish(user: Any) -> bool:
    policy = policy_registry.get_by_type(Page)
    return bool(policy.user_has_permission(user, "publish"))


def pages(request: HttpRequest) -> HttpResponse:
    """What has words not published yet, or comes out by itself; the longest untouched first."""
    if not may_publish(request.user):
        raise PermissionDenied
    chosen = request.GET.get(WAITING, "")
    chosen = chosen if chosen in PAGES else next(iter(PAGES))
    found = PAGES[chosen].narrow(to_publish(request.user), request.user)
    rows = found.select_related("owner").order_by("latest_revision_created_at", "pk")
    context = {
        "page_title": _("Pages not out yet"),
        "header_icon": "doc-empty-inverse",
        "kinds": [(key, kind.label, key == chosen) for key, kind in PAGES.items()],
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("p")),
    }
    return render(request, "cms/desk/pages.html", context)
