"""One sitting of the theory exam at the desk: its log, and answers that came too late."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from school.assessment import access, actions, documents
from school.assessment.desk.steps import reader, worker
from school.assessment.forms import CountLateForm
from school.assessment.logs import log_of
from school.assessment.models import Attempt
from school.ui.steps import posted, send


def _attempt(code: str) -> Attempt:
    return get_object_or_404(
        Attempt.objects.select_related(
            "enrollment__person", "enrollment__cohort__edition__course"
        ),
        code=code,
    )


def sitting(request: HttpRequest, code: str) -> HttpResponse:
    user = reader(request)
    attempt = _attempt(code)
    context = {
        "page_title": _("Theory exam"),
        "page_subtitle": str(attempt),
        "header_icon": "form",
        "log": log_of(attempt),
        "can_count": access.can_count_late(user),
    }
    return render(request, "assessment/desk/sitting.html", context)


def sitting_pdf(request: HttpRequest, code: str) -> HttpResponse:
    reader(request)
    attempt = _attempt(code)
    response = HttpResponse(
        documents.sitting_log(log_of(attempt)), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'inline; filename="exam-{attempt.code}.pdf"'
    return response


def count_late(request: HttpRequest, code: str) -> HttpResponse:
    """Let the answers count that came too late, and say why."""
    user = worker(request, access.can_count_late)
    attempt = _attempt(code)
    form = CountLateForm(posted(request))

    def verb() -> str:
        marked = actions.count_late_answers(attempt, by=user, **form.cleaned_data)
        return _("Counted. The paper now has %(points)s points.") % {
            "points": marked.points
        }

    back = reverse("assessment_desk:sitting", args=[code])
    if send(request, form, verb):
        return redirect(back)
    context = {
        "page_title": _("Count late answers"),
        "page_subtitle": str(attempt),
        "header_icon": "form",
        "form": form,
        "back": back,
    }
    return render(request, "assessment/desk/ask.html", context)
