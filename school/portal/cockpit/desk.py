"""The desk's pages of a class at a glance."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from school.lib.file_names import safe
from school.lib.spreadsheet import XLSX, workbook
from school.looks.doors import seen_all
from school.looks.models import Look
from school.people.models import Person
from school.people.requests import allowed
from school.portal.cockpit.board import (
    OF_A_CLASS,
    READ,
    board_of,
    classes,
    columns_for,
    lines,
    problems,
    sheet_of,
)
from school.ui.step_up import step_up

A_PAGE = 50


def cockpits(request: HttpRequest) -> HttpResponse:
    allowed(request, READ)
    found = classes().order_by("-starts_on", "pk")
    context = {
        "page_title": _("Classes at a glance"),
        "header_icon": "table",
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "portal/cockpit/classes.html", context)


def cockpit(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, READ)
    cohort = get_object_or_404(classes(), code=code)
    board = board_of(cohort, user, at=timezone.now())
    columns = columns_for(board, OF_A_CLASS)
    context = {
        "page_title": _("The class at a glance"),
        "page_subtitle": cohort.name,
        "header_icon": "table",
        "cohort": cohort,
        "columns": columns,
        "lines": lines(board, columns),
        "problems": problems(columns),
    }
    return render(request, "portal/cockpit/class.html", context)


@step_up(gives_file=True)
@require_safe
def cockpit_xlsx(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, READ)
    cohort = get_object_or_404(classes(), code=code)
    board = board_of(cohort, user, at=timezone.now())
    roll = Person.objects.filter(pk__in=[one.person_id for one in board.roll])
    seen_all(request, roll, kind=Look.Kind.CLASS_FILE, on=cohort, thing=cohort.name)
    sheet = sheet_of(cohort, board, columns_for(board, OF_A_CLASS))
    response = HttpResponse(workbook([sheet]), content_type=XLSX)
    name = safe(cohort.name, ending="xlsx")
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response
