"""Results at the desk: the page of a class, and the same as a spreadsheet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from school.lib.spreadsheet import XLSX
from school.outcomes.access import visible_results
from school.outcomes.documents import spreadsheet
from school.outcomes.models import CohortResult
from school.outcomes.views import told_of
from school.people.requests import allowed


def _shown(request: HttpRequest, code: str) -> CohortResult:
    user = allowed(request, "outcomes.view_cohortresult")
    results = visible_results(user).select_related("edition__course")
    return get_object_or_404(results, code=code)


def report(request: HttpRequest, code: str) -> HttpResponse:
    cohort = _shown(request, code)
    context = {
        "page_title": _("Results of a class"),
        "page_subtitle": cohort.name,
        "header_icon": "history",
        "cohort": cohort,
        **told_of(cohort),
    }
    return render(request, "outcomes/desk/report.html", context)


def export(request: HttpRequest, code: str) -> HttpResponse:
    cohort = _shown(request, code)
    results = told_of(cohort)
    data = spreadsheet(cohort, results["sections"], on=timezone.localdate())
    name = f"{cohort.name} {results['as_of']:%Y-%m-%d}.xlsx"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        data,
        content_type=XLSX,
        headers={"Content-Disposition": disposition or "attachment"},
    )
