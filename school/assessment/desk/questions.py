"""The steps of one question: handed in for review, written anew."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from school.assessment import actions
from school.assessment.models import Question
from school.people.requests import allowed
from school.ui.steps import press


@require_POST
def submit(request: HttpRequest, course: str, version: str, code: str) -> HttpResponse:
    user = allowed(request, "assessment.change_question")
    question = get_object_or_404(Question.objects.at(course, version, code))

    def verb() -> str:
        actions.submit_for_review(question, by=user)
        return _("Handed in. Somebody else reads it before it is asked.")

    press(request, verb)
    return redirect("question:inspect", question.pk)


@require_POST
def revise(request: HttpRequest, course: str, version: str, code: str) -> HttpResponse:
    user = allowed(request, "assessment.add_question")
    question = get_object_or_404(Question.objects.at(course, version, code))
    drafts = []

    def verb() -> str:
        drafts.append(actions.revise(question, by=user))
        return _("This is the new wording. The old one is asked until it is approved.")

    press(request, verb)
    return redirect(
        "question:edit" if drafts else "question:inspect", (drafts or [question])[0].pk
    )
