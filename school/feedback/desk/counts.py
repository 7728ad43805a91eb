"""Complaints counted for the course's team: by module, class and standard, and what it looked at."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from school.courses.models import Edition, Lesson
from school.feedback import actions, counting, sheets
from school.feedback.actions.looks import LOOK
from school.feedback.forms import LookForm, PeriodForm
from school.lib.masking import SMALLEST
from school.lib.spreadsheet import XLSX
from school.people.requests import allowed
from school.ui.asking import asked
from school.ui.steps import posted

VIEW = "feedback.view_lessonlook"
COUNTS = "feedback_desk:counts"
YEAR = timedelta(days=365)


def index(request: HttpRequest) -> HttpResponse:
    allowed(request, VIEW)
    context = {
        "page_title": _("Complaints by lesson"),
        "header_icon": "list-ul",
        "editions": counting.editions(),
    }
    return render(request, "feedback/desk/editions.html", context)


def _edition(course: str, version: str) -> Edition:
    return get_object_or_404(counting.editions(), course__code=course, version=version)


def _period(request: HttpRequest) -> tuple[forms.Form, date, date]:
    """As asked for; else, and where that cannot be read, the last year."""
    today = timezone.localdate()
    form = PeriodForm(request.GET or {"first": today - YEAR, "last": today})
    typed: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    last = typed.get("last") or today
    return form, typed.get("first") or last - YEAR, last


def edition(request: HttpRequest, course: str, version: str) -> HttpResponse:
    user = allowed(request, VIEW)
    form, first, last = _period(request)
    counts = counting.counts(_edition(course, version), first=first, last=last)
    context = {
        "page_title": _("Complaints by lesson"),
        "page_subtitle": str(counts.edition),
        "header_icon": "list-ul",
        "form": form,
        "counts": counts,
        "smallest": SMALLEST,
        "may_look": user.has_perm(LOOK),
    }
    return render(request, "feedback/desk/counts.html", context)


def export(request: HttpRequest, course: str, version: str) -> HttpResponse:
    allowed(request, VIEW)
    _form, first, last = _period(request)
    counts = counting.counts(_edition(course, version), first=first, last=last)
    name = f"{counts.edition} {first}—{last}.xlsx"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        sheets.counted(counts),
        content_type=XLSX,
        headers={"Content-Disposition": disposition or "attachment"},
    )


def look(request: HttpRequest, course: str, version: str, lesson: str) -> HttpResponse:
    user = allowed(request, LOOK)
    found = get_object_or_404(
        Lesson, module__edition=_edition(course, version), code=lesson
    )
    return asked(
        request,
        LookForm(posted(request)),
        partial(actions.look_at, found, by=user),
        _("Noted, with your name and the day."),
        title=_("Note that the lesson was looked at"),
        about=str(found),
        back=reverse(COUNTS, args=[course, version]),
        icon="view",
    )
