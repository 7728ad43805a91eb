"""One sitting of the theory exam at the desk: its log, and answers that came too late."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from school.assessment import access, actions, documents
from school.assessment.desk.steps import reader, worker
from school.assessment.forms import CountLateForm
from school.assessment.help_forms import ToldReasonForm
from school.assessment.logs import log_of
from school.assessment.models import Attempt
from school.ui.asking import asked
from school.ui.steps import posted


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

    def done(marked: Attempt) -> str:
        return _("Counted. The paper now has %(points)s points.") % {
            "points": marked.points
        }

    return asked(
        request,
        CountLateForm(posted(request)),
        partial(actions.count_late_answers, attempt, by=user),
        done,
        title=_("Count late answers"),
        about=str(attempt),
        back=reverse("assessment_desk:sitting", args=[code]),
    )


def decline_late(request: HttpRequest, code: str) -> HttpResponse:
    """Let them not count, and say why to who gave them."""
    user = worker(request, access.can_count_late)
    attempt = _attempt(code)
    return asked(
        request,
        ToldReasonForm(posted(request)),
        partial(actions.decline_late_answers, attempt, by=user),
        _("They do not count; the trainee is told why."),
        title=_("Let late answers not count"),
        about=str(attempt),
        back=reverse("assessment_desk:sitting", args=[code]),
    )
