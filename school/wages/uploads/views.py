"""A company's pay tables: the template, the check, how far it has come, the report."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_list_or_404, get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from school.lib.spreadsheet import XLSX, Sheet, workbook
from school.people.requests import MemberRequest
from school.ui.steps import posted, press, send
from school.ui.waits import WAITING
from school.wages.models import SUM_IN_WORDS, WageRecord
from school.wages.rules import add_months
from school.wages.uploads import actions, columns
from school.wages.uploads.access import REPORT, companies_of, reportable
from school.wages.uploads.forms import PayTableForm
from school.wages.uploads.models import UploadRow, WageUpload
from school.wages.uploads.refusals import in_words

A_PAGE = 20
# Of the rows refused; the report has all.
SHOWN = 50
Outcome = UploadRow.Outcome


@login_required
@never_cache
def uploads(request: MemberRequest) -> HttpResponse:
    """Take the template, hand the table in, and those handed in before."""
    companies = companies_of(request.user)
    get_list_or_404(companies)
    form = PayTableForm(posted(request), request.FILES or None, companies=companies)
    made: list[WageUpload] = []

    def verb() -> str:
        company, data = form.cleaned_data["company"], form.data_sent()
        made.append(actions.check_upload(company, data=data, by=request.user))
        return ""

    if send(request, form, verb):
        return redirect("wages:upload", made[0].code)
    tables = WageUpload.objects.visible_to(request.user).select_related("company", "by")
    only = bool(request.GET.get(WAITING))
    if only:
        tables = tables.filter(status=WageUpload.Status.CHECKED)
    context = {
        "only": only,
        "is_one": len(companies) == 1,
        "form": form,
        "companies": companies,
        "worker_count": reportable(companies[0]).count() if len(companies) == 1 else 1,
        "page": Paginator(tables, A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "wages/uploads/index.html", context)


@login_required
@require_safe
@never_cache
def template(request: MemberRequest, code: str) -> HttpResponse:
    """A row for each worker who agreed, for the month that was last over."""
    company = get_object_or_404(companies_of(request.user), code=code)
    month = add_months(timezone.localdate().replace(day=1), -1)
    sheet = columns.template(reportable(company).order_by("name", "pk"), month=month)
    made_at = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    told = {"company": company.name, "month": f"{month:%Y-%m}"}
    name = _("%(company)s pay %(month)s") % told
    return _file(sheet, name, made_at=made_at)


def _upload(request: MemberRequest, code: str) -> WageUpload:
    seen = WageUpload.objects.visible_to(request.user).select_related("company", "by")
    return get_object_or_404(seen, code=code)


@login_required
@require_safe
@never_cache
def upload(request: MemberRequest, code: str) -> HttpResponse:
    """What would be taken in; how far it has come; what became of it."""
    found = _upload(request, code)
    refused = found.report.filter(outcome__in=[Outcome.REFUSED, Outcome.LEFT])
    asked = found.report.filter(outcome=Outcome.ASKED)
    is_waiting = found.status == WageUpload.Status.CHECKED
    tells_others = request.user.has_perm(REPORT)
    fits = found.report.filter(outcome=Outcome.FITS).exclude(reads={})
    listed = list(refused[:SHOWN])
    names = reportable(found.company).filter(code__in=[row.worker for row in listed])
    name_of = dict(names.values_list("code", "name"))
    context: dict[str, Any] = {
        "upload": found,
        "fits": [(row, _reads(row)) for row in fits] if is_waiting else [],
        "is_waiting": is_waiting,
        "is_being_taken": found.status == WageUpload.Status.TAKING,
        "refused_count": refused.count(),
        "refused": [
            (
                row,
                name_of.get(row.worker, ""),
                in_words(row.reasons, tells_others=tells_others),
            )
            for row in listed
        ],
        "asked": [
            (row, _reads(row), in_words(row.reasons, tells_others=tells_others))
            for row in asked
        ]
        if is_waiting
        else [],
    }
    return render(request, "wages/uploads/upload.html", context)


def _reads(row: UploadRow) -> dict[str, Any]:
    """The row in words, as the record would be."""
    told = row.reads
    record = WageRecord(
        amount_fen=told["amount_fen"],
        unit=told["unit"],
        quantity_hundredths=told["quantity"],
    )
    assert told["unit"] in SUM_IN_WORDS
    return {
        "name": told["name"],
        "sum": record.sum_in_words,
        "first": date.fromisoformat(told["first"]),
        "last": date.fromisoformat(told["last"]),
    }


@login_required
@require_POST
def take(request: MemberRequest, code: str) -> HttpResponse:
    found = _upload(request, code)
    sure = [
        int(number)
        for number in request.POST.getlist("sure")
        if number.isascii() and number.isdecimal() and len(number) < 8
    ]

    def verb() -> str:
        actions.take_upload(found, by=request.user, sure=sure)
        return ""

    press(request, verb)
    return redirect("wages:upload", code)


@login_required
@require_POST
def drop(request: MemberRequest, code: str) -> HttpResponse:
    found = _upload(request, code)

    def verb() -> str:
        actions.drop_upload(found, by=request.user)
        return _("Nothing was taken in. The file is deleted.")

    press(request, verb)
    return redirect("wages:upload", code)


@login_required
@require_safe
@never_cache
def report(request: MemberRequest, code: str) -> HttpResponse:
    """Every row with what became of it, and why."""
    found = _upload(request, code)
    tells_others = request.user.has_perm(REPORT)
    rows: list[list[Any]] = [
        [
            row.number,
            row.worker,
            row.get_outcome_display(),
            "; ".join(in_words(row.reasons, tells_others=tells_others)),
        ]
        for row in found.report.all()
    ]
    headings = [_("Row"), _("Worker's code"), _("What became of it"), _("Why")]
    sheet = Sheet(_("Row by row"), headings, rows)
    made_at = found.finished_at or found.at
    return _file(sheet, _("Pay table row by row"), made_at=made_at)


def _file(sheet: Sheet, name: str, *, made_at: datetime) -> HttpResponse:
    answer = HttpResponse(workbook([sheet], made_at=made_at), content_type=XLSX)
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=f"{name}.xlsx")
        or "attachment"
    )
    return answer
