"""Tables of events: handed in, looked at, taken in by the worker, and what was refused to take along."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from school.lib.spreadsheet import XLSX, Sheet, workbook
from school.people.models import User
from school.people.requests import allowed
from school.service import actions, columns
from school.service.forms import UploadForm
from school.service.models import ServiceEvent, Upload
from school.service.reasons import in_words
from school.ui.asking import ask
from school.ui.steps import posted, press, send
from school.ui.templatetags import ui
from school.ui.waits import WAITING

A_PAGE = 30
# Of the rows refused; the workbook has all.
SHOWN = 50


def _upload(request: HttpRequest, code: str) -> tuple[User, Upload]:
    user = allowed(request, actions.IMPORT)
    return user, get_object_or_404(Upload.objects.select_related("by"), code=code)


def index(request: HttpRequest) -> HttpResponse:
    """Hand a table in, and those handed in before."""
    user = allowed(request, actions.IMPORT)
    last = Upload.objects.first()
    form = UploadForm(
        posted(request),
        request.FILES or None,
        known=ServiceEvent.objects.platforms(),
        initial={"platform": last.platform if last else ""},
    )
    made: list[Upload] = []

    def verb() -> str:
        made.append(actions.check_upload(by=user, **form.as_verb()))
        return ""

    if send(request, form, verb):
        return redirect("service_desk:upload", made[0].code)
    tables, only = Upload.objects.select_related("by"), bool(request.GET.get(WAITING))
    if only:
        tables = tables.filter(status=Upload.Status.CHECKED)
    return ask(
        request,
        form,
        _("Take events in"),
        about="",
        back=reverse("wagtailadmin_home"),
        icon="upload",
        verb=_("Check the table"),
        template="service/desk/uploads.html",
        words=columns.understood(),
        only=only,
        page=Paginator(tables, A_PAGE).get_page(request.GET.get("p")),
    )


@never_cache
def upload(request: HttpRequest, code: str) -> HttpResponse:
    """What would be taken in; how far it has come; what became of it."""
    _user, found = _upload(request, code)
    rows = found.refused_rows.all()
    context = {
        "page_title": _("Table of events"),
        "page_subtitle": f"{found.platform} · {ui.evening_of_year(found.at)}",
        "header_icon": "upload",
        "upload": found,
        "is_waiting": found.status == Upload.Status.CHECKED,
        "is_being_taken": found.status == Upload.Status.TAKING,
        "refused_count": rows.count(),
        "refused": [(row, in_words(row.reasons)) for row in rows[:SHOWN]],
    }
    return render(request, "service/desk/upload.html", context)


@require_POST
def take(request: HttpRequest, code: str) -> HttpResponse:
    user, found = _upload(request, code)

    def verb() -> str:
        actions.take_upload(found, by=user)
        return ""

    press(request, verb)
    return redirect("service_desk:upload", code)


@require_POST
def drop(request: HttpRequest, code: str) -> HttpResponse:
    user, found = _upload(request, code)

    def verb() -> str:
        actions.drop_upload(found, by=user)
        return _("Nothing was taken in. The file is deleted.")

    press(request, verb)
    return redirect("service_desk:upload", code)


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    allowed(request, actions.IMPORT)
    return _file([columns.template()], _("Service events"))


@require_safe
def refused(request: HttpRequest, code: str) -> HttpResponse:
    """Every row that was not taken in, with its reasons."""
    _user, found = _upload(request, code)
    rows: list[list[Any]] = [
        [row.number, row.external_id, "; ".join(in_words(row.reasons))]
        for row in found.refused_rows.all()
    ]
    headings = [_("Row"), _("Number at the platform"), _("Why it was not taken in")]
    return _file([Sheet(_("Rows refused"), headings, rows)], _("Rows refused"))


def _file(sheets: list[Sheet], name: str) -> HttpResponse:
    answer = HttpResponse(workbook(sheets), content_type=XLSX)
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=f"{name}.xlsx")
        or "attachment"
    )
    return answer
