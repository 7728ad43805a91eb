"""How far examiners agree: for the chief examiner who trains them, the registrar and the auditor."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from school.assessment import agreement_wording as wording
from school.assessment.agreement import Report, agreement_in
from school.assessment.agreement_sheet import sheets_of
from school.courses.models import Course
from school.lib.spreadsheet import XLSX, workbook
from school.people.requests import MemberRequest, allowed
from school.ui import fields

RIGHT = "assessment.view_agreement"
A_YEAR = timedelta(days=365)


class SpanForm(forms.Form):
    """Which course, and results of which time."""

    course = forms.ModelChoiceField(
        Course.objects.all(),
        to_field_name="code",
        label=_("Course"),
        empty_label=None,
        error_messages={"invalid_choice": _("Choose one of the courses.")},
    )
    since = fields.DateField(label=_("Results from"), widget=fields.DayInput())
    until = fields.DateField(label=_("Results until"), widget=fields.DayInput())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The time ends before it begins."))
        return data


@login_required
@never_cache
def agreement(request: MemberRequest) -> HttpResponse:
    allowed(request, RIGHT)
    form = _asked(request)
    report = _report(form)
    context: dict[str, Any] = {"form": form, "report": report}
    if report:
        context |= {
            "explained": wording.explained(),
            "training": wording.training(),
            "worst": wording.step_rows(report.to_train),
            "steps": wording.step_rows(report.steps),
            "step_columns": wording.STEP_COLUMNS,
            "criticals": wording.critical_rows(report.criticals),
            "critical_columns": wording.CRITICAL_COLUMNS,
            "examiners": wording.examiner_rows(report.examiners),
            "examiner_columns": wording.EXAMINER_COLUMNS,
        }
    return render(request, "assessment/agreement.html", context)


@login_required
@never_cache
def agreement_xlsx(request: MemberRequest) -> HttpResponse:
    """What the page shows of the same question."""
    allowed(request, RIGHT)
    report = _report(_asked(request))
    if report is None:
        raise Http404
    response = HttpResponse(workbook(sheets_of(report)), content_type=XLSX)
    name = f"agreement-{report.course.code}-{report.since}-{report.until}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _asked(request: MemberRequest) -> SpanForm:
    """What was asked for; what was not is a year of the first course."""
    today = timezone.localdate()
    first = Course.objects.first()
    year = {
        "course": first.code if first else "",
        "since": today - A_YEAR,
        "until": today,
    }
    return SpanForm(year | request.GET.dict())


def _report(form: SpanForm) -> Report | None:
    return agreement_in(**form.cleaned_data) if form.is_valid() else None
