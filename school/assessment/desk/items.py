"""Which questions are too easy, too hard or broken, by the sittings of an edition."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from school.assessment import item_wording
from school.assessment.item_sheet import sheet_of
from school.assessment.models import Attempt
from school.assessment.statistics import findings_of, measured
from school.courses.models import Edition
from school.lib.spreadsheet import XLSX, workbook
from school.people.requests import allowed

A_PAGE = 50


def items(request: HttpRequest) -> HttpResponse:
    allowed(request, "assessment.view_question")
    sat = Q(
        cohorts__enrollments__exam_attempts__status=Attempt.Status.MARKED,
        cohorts__enrollments__exam_attempts__number=1,
    )
    editions = Edition.objects.select_related("course").annotate(
        sittings=Count("cohorts__enrollments__exam_attempts", filter=sat, distinct=True)
    )
    context = {
        "page_title": _("Item statistics"),
        "header_icon": "table",
        "editions": editions.filter(sittings__gt=0),
    }
    return render(request, "assessment/desk/items.html", context)


def edition_items(request: HttpRequest, course: str, version: str) -> HttpResponse:
    edition = _edition(request, course, version)
    rows = measured(edition)
    found = findings_of(rows)
    context = {
        "page_title": _("Item statistics"),
        "page_subtitle": str(edition),
        "header_icon": "table",
        "edition": edition,
        "limits": item_wording.limits(),
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("p")),
        "total": len(rows),
        "judged": sum(row.item.is_judged for row in rows),
        "compared": sum(row.item.is_compared for row in rows),
    }
    return render(request, "assessment/desk/edition_items.html", context)


def edition_items_xlsx(request: HttpRequest, course: str, version: str) -> HttpResponse:
    edition = _edition(request, course, version)
    response = HttpResponse(workbook(sheet_of(measured(edition))), content_type=XLSX)
    name = f"items-{edition.course.code}-{edition.version}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _edition(request: HttpRequest, course: str, version: str) -> Edition:
    allowed(request, "assessment.view_question")
    return get_object_or_404(
        Edition.objects.select_related("course"), course__code=course, version=version
    )
