"""Questions that others wrote: read as the trainee will, then let in or sent back."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from school.assessment import actions
from school.assessment.access import can_review, may_review, waiting_for_review_by
from school.assessment.forms import SendBackForm
from school.assessment.models import Question
from school.assessment.models.question import QuestionQuerySet
from school.assessment.previews import preview_of
from school.people.requests import MemberRequest
from school.ui.steps import press, send

A_PAGE = 20


def _questions(request: MemberRequest) -> QuestionQuerySet:
    if not may_review(request.user):
        raise PermissionDenied
    return Question.objects.select_related(
        "edition__course__track", "module", "picture", "written_by", "replaces__picture"
    )


@login_required
def reviews(request: MemberRequest) -> HttpResponse:
    """What waits for the review of whoever asks."""
    waiting = _questions(request).filter(pk__in=waiting_for_review_by(request.user))
    page = Paginator(waiting.order_by("edition", "code"), A_PAGE)
    context = {"page": page.get_page(request.GET.get("page"))}
    return render(request, "assessment/reviews.html", context)


@login_required
def review_question(
    request: MemberRequest, course: str, version: str, code: str
) -> HttpResponse:
    question = get_object_or_404(_questions(request).at(course, version, code))
    return _page(request, question, SendBackForm())


def _page(
    request: MemberRequest, question: Question, form: SendBackForm
) -> HttpResponse:
    waits = question.status == Question.Status.IN_REVIEW
    context = {
        "question": question,
        "line": preview_of(question),
        "form": form,
        "may_decide": waits and can_review(request.user, question),
        "is_own": waits and question.written_by_id == request.user.pk,
    }
    return render(request, "assessment/review_question.html", context)


@login_required
@require_POST
def approve_question(
    request: MemberRequest, course: str, version: str, code: str
) -> HttpResponse:
    question = get_object_or_404(_questions(request).at(course, version, code))

    def verb() -> str:
        actions.approve(question, by=request.user)
        return _("Approved. It may be asked from now on.")

    press(request, verb)
    return redirect("assessment:reviews")


@login_required
@require_POST
def send_back_question(
    request: MemberRequest, course: str, version: str, code: str
) -> HttpResponse:
    question = get_object_or_404(_questions(request).at(course, version, code))
    form = SendBackForm(request.POST)

    def verb() -> str:
        actions.send_back(question, by=request.user, reason=form.cleaned_data["reason"])
        return _("Sent back. The writer reads your reason.")

    if not send(request, form, verb):
        return _page(request, question, form)
    return redirect("assessment:reviews")
