from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from school.attendance import ledger
from school.attendance.access import cohorts_seen_by, rolls_of, trainees_of
from school.attendance.papers import actions, documents, rules
from school.attendance.papers.forms import ScanForm, SheetForm
from school.attendance.papers.models import Scan, Sheet
from school.attendance.papers.refusals import RowsRefused
from school.courses.models import Cohort
from school.lib import paper
from school.lib.errors import Refusal
from school.lib.spreadsheet import XLSX
from school.looks.doors import seen_all
from school.looks.models import Look
from school.people.models import Person, User
from school.people.requests import MemberRequest
from school.ui.step_up import step_up

PAPERS: dict[str, Callable[[Cohort], paper.Paper]] = {
    "roster": documents.roster,
    "summary": documents.summary,
}


def _file(data: bytes, *, name: str, kind: str) -> HttpResponse:
    header = content_disposition_header(as_attachment=kind == XLSX, filename=name)
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = header or "attachment"
    return answer


def _sheets_of(user: User) -> Any:
    return Sheet.objects.filter(session__in=rolls_of(user)).select_related(
        "session__cohort", "session__evening", "session__venue", "session__teacher"
    )


@login_required
def papers(request: MemberRequest, code: str) -> HttpResponse:
    """What of a class can be printed, evening by evening too, and the scans kept."""
    cohort = get_object_or_404(cohorts_seen_by(request.user), code=code)
    callable_ = set(rolls_of(request.user).filter(cohort=cohort).values_list("pk"))
    sessions = cohort.sessions.select_related("evening").prefetch_related(
        "sheets__scans"
    )
    rows = [(one, (one.pk,) in callable_) for one in sessions]
    context = {"cohort": cohort, "rows": rows, "may_scan": bool(callable_)}
    return render(request, "attendance/papers.html", context)


@step_up(gives_file=True)
@login_required
@require_safe
def class_paper(
    request: MemberRequest, code: str, which: str, ending: str
) -> HttpResponse:
    cohorts = cohorts_seen_by(request.user).select_related("edition__course", "venue")
    cohort = get_object_or_404(cohorts, code=code)
    roll = Person.objects.filter(enrollments__in=trainees_of(cohort.pk))
    seen_all(request, roll, kind=Look.Kind.CLASS_FILE, on=cohort, thing=cohort.name)
    made = PAPERS[which](cohort)
    name = f"{cohort.name} {made.title}.{ending}"
    if ending == "xlsx":
        return _file(paper.as_workbook(made), name=name, kind=XLSX)
    return _file(paper.as_pdf(made), name=name, kind="application/pdf")


@login_required
@require_POST
def print_sheet(request: MemberRequest, code: str) -> HttpResponse:
    session = get_object_or_404(rolls_of(request.user), code=code)
    try:
        sheet = actions.print_sheet(session, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("attendance:papers", session.cohort.code)
    return redirect("attendance:sheet_pdf", sheet.code)


@login_required
@never_cache
def sheet_pdf(request: MemberRequest, code: str, is_filled: bool) -> HttpResponse:
    sheet = get_object_or_404(_sheets_of(request.user), code=code)
    pages = documents.sign_in_sheet(sheet, is_filled=is_filled)
    name = f"{sheet.session.cohort.name} {pages[0].title} {sheet.code}.pdf"
    return _file(paper.as_pdf(*pages), name=name, kind="application/pdf")


@login_required
def sheet(request: MemberRequest, code: str) -> HttpResponse:
    """A page of a sheet is typed in, beside its scan if there is one."""
    found = get_object_or_404(_sheets_of(request.user), code=code)
    every = list(found.rows.select_related("enrollment__person"))
    count = rules.pages(len(every), Sheet.ROWS_A_PAGE)
    page = _page_number(request.GET.get("page"), count)
    rows = [
        row for row in every if rules.page_of(row.number, Sheet.ROWS_A_PAGE) == page
    ]
    scan = found.scans.filter(page=page).first()
    seen = ledger.presences(found.session.events.all())
    form = SheetForm(rows, seen, found.session, request.POST or None)
    if request.method == "POST" and form.is_valid() and _note(request, form, scan):
        return redirect(f"{reverse('attendance:sheet', args=[code])}?page={page}")
    context = {
        "sheet": found,
        "session": found.session,
        "form": form,
        "scan": scan,
        "page": page,
        "pages": range(1, count + 1),
    }
    return render(request, "attendance/sheet.html", context)


def _page_number(typed: str | None, count: int) -> int:
    """A page the sheet has; the first where another is asked for."""
    pages = {str(number): number for number in range(1, count + 1)}
    return pages.get(typed or "", 1)


def _note(request: MemberRequest, form: SheetForm, scan: Scan | None) -> bool:
    """Note what the form says; False, with what is wrong beside the rows, if it may not be."""
    sheet = form.rows[0].sheet
    try:
        made = actions.note_sheet(sheet, by=request.user, rows=form.signed(), scan=scan)
    except RowsRefused as refusal:
        form.add_error(None, str(refusal))
        for number, text in refusal.data["rows"].items():
            form.add_error(f"came_{number}", text)
        return False
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    text = ngettext("Noted: %d observation.", "Noted: %d observations.", made)
    messages.success(request, text % made)
    return True


@login_required
def send_scan(request: MemberRequest) -> HttpResponse:
    """A picture of a signed page; its code says which sheet it is."""
    if not rolls_of(request.user).exists():
        raise Http404
    form = ScanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            kept = actions.keep_scan(
                typed["picture"], by=request.user, typed_code=typed["sheet"]
            )
        except Refusal as refusal:
            form.add_error("picture", str(refusal))
        else:
            there = reverse("attendance:sheet", args=[kept.sheet.code])
            return redirect(f"{there}?page={kept.page}")
    return render(request, "attendance/send_scan.html", {"form": form})


@login_required
@require_safe
@never_cache
def scan(request: MemberRequest, code: str) -> FileResponse:
    readable = Scan.objects.visible_to(request.user)
    found = get_object_or_404(
        readable.select_related("sheet__session__cohort"), code=code
    )
    cohort = found.sheet.session.cohort
    signed = found.sheet.rows.values("enrollment__person")
    seen_all(
        request,
        Person.objects.filter(pk__in=signed),
        kind=Look.Kind.SCAN,
        on=found,
        thing=cohort.name,
    )
    return FileResponse(found.picture.open("rb"), content_type="image/jpeg")
