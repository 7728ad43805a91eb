"""What the platform holds against workers: an inspector looks, and opens a case or lets it rest."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from school.people.models import User
from school.people.requests import allowed
from school.points.cases.access import PROPOSE
from school.service import actions
from school.service.forms import DismissForm, OpenForm
from school.service.models import Matter
from school.ui.asking import asked
from school.ui.steps import posted

A_PAGE = 30


def index(request: HttpRequest) -> HttpResponse:
    """The oldest first; never one's own."""
    user = allowed(request, PROPOSE)
    waiting = Matter.objects.waiting().exclude(event__person__user=user)
    page = Paginator(waiting.select_related("event__person"), A_PAGE).get_page(
        request.GET.get("p")
    )
    context = {
        "page_title": _("From the platform, to look at"),
        "header_icon": "warning",
        "page": page,
    }
    return render(request, "service/desk/matters.html", context)


def _matter(request: HttpRequest, code: str) -> tuple[User, Matter]:
    user = allowed(request, PROPOSE)
    found = Matter.objects.select_related("event__person")
    matter = get_object_or_404(found, code=code)
    if matter.event.person.user_id == user.pk:
        raise PermissionDenied
    return user, matter


def open_case(request: HttpRequest, code: str) -> HttpResponse:
    user, matter = _matter(request, code)
    return asked(
        request,
        OpenForm(matter.event, posted(request)),
        partial(actions.open_case, matter, by=user),
        _("The case is opened. Add the evidence, then tell the worker."),
        title=_("Open a case"),
        about=str(matter.event.person),
        back=reverse("service_desk:matters"),
        after=lambda case: reverse("points_desk:case", args=[case.code]),
        icon="warning",
        template="service/desk/matter.html",
        event=matter.event,
    )


def dismiss(request: HttpRequest, code: str) -> HttpResponse:
    user, matter = _matter(request, code)
    return asked(
        request,
        DismissForm(posted(request)),
        partial(actions.dismiss, matter, by=user),
        _("Nothing comes of it. Your reason is kept."),
        title=_("Let it rest"),
        about=str(matter.event.person),
        back=reverse("service_desk:matters"),
        icon="success",
        template="service/desk/matter.html",
        event=matter.event,
    )
