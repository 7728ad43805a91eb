from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from school.courses.models import Cohort
from school.feedback.surveys.told import told_of as survey_of
from school.lib.masking import SMALLEST
from school.lib.spreadsheet import XLSX
from school.outcomes import costs, drawings, figures, rules, satisfaction
from school.outcomes.access import public_results, visible_results
from school.outcomes.facts import class_key, members_of, rows_of
from school.outcomes.reports.models import Report, ReportPaper
from school.outcomes.reports.papers import as_workbook
from school.outcomes.reports.words import in_words, title
from school.people.models import User

# As many as a reader looks back.
OTHERS = 24


def told_of(cohort: Cohort) -> dict[str, Any]:
    """What its page shows of a class: all, or what the other classes' figures leave unsaid."""
    today = timezone.localdate()
    if cohort.status == Cohort.Status.COMPLETED:
        members = members_of(public_results(), on=today)
        found = rules.results_beside(members, class_key(cohort))
    else:
        # In no figure of the school yet.
        found = rules.results(rows_of(Cohort.objects.filter(pk=cohort.pk), on=today))
    content = survey_of(cohort, on=today)
    more = [
        costs.section_of(cohort, found.completed),
        satisfaction.section_of(content, found.completed),
    ]
    told = _told(found, people=_("people"), on=today, more=more)
    return {**told, "content": content}


def _told(
    found: rules.Results, *, people: str, on: date, more: Sequence[figures.Section]
) -> dict[str, Any]:
    return {
        "found": found,
        "sections": [
            *figures.sections(found, people=people),
            *more,
        ],
        "plots": [
            plot for plot in (drawings.plot(found), drawings.pay_plot(found)) if plot
        ],
        "as_of": on,
        "smallest": SMALLEST,
    }


@login_required
def cohort(request: HttpRequest, code: str) -> HttpResponse:
    assert isinstance(request.user, User)
    shown = get_object_or_404(
        visible_results(request.user).select_related("edition__course"), code=code
    )
    context = {"cohort": shown, **told_of(shown)}
    return render(request, "outcomes/cohort.html", context)


def public(request: HttpRequest) -> HttpResponse:
    """The newest report of the school's results."""
    newest = Report.objects.standing().select_related("supersedes").first()
    if newest is None:
        return render(request, "outcomes/frozen.html", {"report": None})
    return _page(request, newest)


def frozen(request: HttpRequest, number: int) -> HttpResponse:
    """One of them, whose figures are for ever what they were."""
    return _page(request, _report(number))


def frozen_json(request: HttpRequest, number: int) -> HttpResponse:
    """The very bytes that the hash is of."""
    return HttpResponse(_report(number).contents, content_type="application/json")


def report_pdf(request: HttpRequest, number: int) -> HttpResponse:
    """Printed once in each language; 404 until the worker has done it."""
    paper = get_object_or_404(
        ReportPaper.objects.select_related("report"),
        report__number=number,
        language=get_language() or settings.LANGUAGE_CODE,
    )
    try:
        with paper.file.open("rb") as file:
            return _file(paper.report, file.read(), "application/pdf", "pdf")
    except OSError as error:
        raise Http404 from error


def report_xlsx(request: HttpRequest, number: int) -> HttpResponse:
    report = _report(number)
    return _file(report, as_workbook(report), XLSX, "xlsx")


def _file(report: Report, data: bytes, kind: str, ending: str) -> HttpResponse:
    # In English a month has a slash.
    name = f"{title(report.period).replace('/', '-')} {report.number}.{ending}"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        data,
        content_type=kind,
        headers={"Content-Disposition": disposition or "attachment"},
    )


def _report(number: int) -> Report:
    return get_object_or_404(Report.objects.select_related("supersedes"), number=number)


def _page(request: HttpRequest, report: Report) -> HttpResponse:
    context = {
        **in_words(report),
        "corrected_by": Report.objects.filter(supersedes=report).first(),
        "is_printed": report.papers.filter(language=get_language()).exists(),
        "others": Report.objects.exclude(pk=report.pk)[:OTHERS],
    }
    return render(request, "outcomes/frozen.html", context)
