"""One sitting of the theory exam at the desk: its log, and answers that came too late."""

from collections.abc import Callable

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from school.assessment import access, actions, documents
from school.assessment.desk.steps import reader, worker
from school.assessment.forms import CountLateForm
from school.assessment.help_forms import ReasonForm
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
    form = CountLateForm(posted(request))

    def verb() -> str:
        marked = actions.count_late_answers(attempt, by=user, **form.cleaned_data)
        return _("Counted. The paper now has %(points)s points.") % {
            "points": marked.points
        }

    return _asked(request, form, verb, _("Count late answers"), attempt)


def decline_late(request: HttpRequest, code: str) -> HttpResponse:
    """Let them not count, and say why to who gave them."""
    user = worker(request, access.can_count_late)
    attempt = _attempt(code)
    form = ReasonForm(posted(request))

    def verb() -> str:
        actions.decline_late_answers(attempt, by=user, **form.cleaned_data)
        return _("They do not count; the trainee is told why.")

    return _asked(request, form, verb, _("Let late answers not count"), attempt)


def _asked(
    request: HttpRequest,
    form: BaseForm,
    verb: Callable[[], str],
    title: str,
    attempt: Attempt,
) -> HttpResponse:
    back = reverse("assessment_desk:sitting", args=[attempt.code])
    about = str(attempt)
    return asked(request, form, verb, title, about=about, back=back, icon="form")
