"""What the desk's screens about one edition have in common."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from school.courses import access
from school.courses.content import content_of
from school.courses.desk.edition_forms import PageForm
from school.courses.models import Edition
from school.courses.refusals import EditedMeanwhile
from school.courses.rules.content import Kind, Part, seal
from school.people.models import User
from school.people.requests import allowed
from school.ui import asking
from school.ui.steps import send


def edition_of(request: HttpRequest, course: str, version: str) -> tuple[User, Edition]:
    user = allowed(request, "courses.view_edition")
    editions = Edition.objects.select_related("course", "based_on")
    found = get_object_or_404(editions, course__code=course, version=version)
    return user, found


def draft_of(request: HttpRequest, course: str, version: str) -> tuple[User, Edition]:
    """To write it. What was published is read, compared, and drafted from."""
    user, edition = edition_of(request, course, version)
    if not access.can_write(user):
        raise PermissionDenied
    return user, edition


def sealed(parts: list[Part]) -> dict[str, str]:
    return {"seen": seal(parts)}


def home(edition: Edition) -> HttpResponse:
    return redirect("edition:inspect", edition.pk)


def write(
    request: HttpRequest,
    edition: Edition,
    form: PageForm,
    verb: Callable[[], Any],
    *,
    page: tuple[Kind, str],
    title: str,
    remove: str = "",
) -> HttpResponse:
    """The page to write on. Whoever was told of another's words may save over them."""

    def save() -> str:
        try:
            verb()
        except EditedMeanwhile:
            typed: Any = request.POST.copy()
            typed["seen"] = seal(content_of(edition).page_of(*page))
            form.data = typed
            raise
        return _("Saved.")

    if request.method == "POST" and send(request, form, save):
        return home(edition)
    return ask(request, edition, form, title, remove=remove)


def ask(
    request: HttpRequest,
    edition: Edition,
    form: Any,
    title: str,
    *,
    verb: str = "",
    remove: str = "",
    note: str = "",
    is_serious: bool = False,
) -> HttpResponse:
    name = "page" if isinstance(form, PageForm) else "ask"
    return asking.ask(
        request,
        form,
        title,
        about=str(edition),
        back=reverse("edition:inspect", args=[edition.pk]),
        icon="doc-full",
        template=f"courses/desk/edition_{name}.html",
        edition=edition,
        verb=verb or _("Save the page"),
        remove=remove,
        note=note,
        is_serious=is_serious,
    )
