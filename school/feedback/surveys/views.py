"""Five taps and a sentence: signed in, or by the link in the message."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from school.courses.access import works_in
from school.courses.models import Cohort, Duty
from school.feedback.models import SurveyCall
from school.feedback.surveys import actions, refusals, words
from school.feedback.surveys.forms import SentenceForm
from school.feedback.surveys.rules import MARKS, MEANS_FROM, QUESTIONS
from school.feedback.surveys.told import told_of
from school.lib import attempts
from school.lib.errors import Refusal
from school.lib.previews import is_preview
from school.people.models import User
from school.people.requests import client_address
from school.ui.steps import send

# Looks in ten minutes with one key: the questions take eight.
MOST_LOOKS = 60
# Unknown keys in ten minutes from one address. Known ones are not counted by address: a
# class that answers in its classroom has one for all.
MOST_TRIES = 60


@dataclass(frozen=True, slots=True)
class Face:
    mark: int
    icon: str
    words: str


@never_cache
def by_link(request: HttpRequest, key: str) -> HttpResponse:
    """Looked at, the link stays good; only an answer uses it up."""
    if is_preview(request.method or "", request.headers):
        return _over(request, _("Open this address in the browser of your phone."))
    try:
        call = actions.find(key)
    except Refusal as refusal:
        if not attempts.take("survey-key", client_address(request), most=MOST_TRIES):
            return _too_many(request)
        return _over(request, str(refusal), status=404)
    if not attempts.take("survey-link", str(call.pk), most=MOST_LOOKS):
        return _too_many(request)
    return _ask(request, call, layout="layouts/public.html")


def _too_many(request: HttpRequest) -> HttpResponse:
    said = _("Wait ten minutes, then open the link again. It stays good.")
    return _over(request, said, status=429)


@never_cache
@login_required
def survey(request: HttpRequest, code: str) -> HttpResponse:
    calls = SurveyCall.objects.select_related("survey__cohort")
    call = get_object_or_404(calls, code=code, enrollment__person__user=request.user)
    return _ask(request, call, layout="layouts/portal.html")


def _ask(request: HttpRequest, call: SurveyCall, *, layout: str) -> HttpResponse:
    """One question a screen; what was tapped goes along in the page, never in an address."""
    try:
        actions.check_open(call, on=timezone.localdate())
    except refusals.SurveyAnswered as refusal:
        said = str(refusal)
        return _over(request, said, title=_("Answered. Thank you."), layout=layout)
    except Refusal as refusal:
        return _over(request, str(refusal), layout=layout)
    marks = _tapped(request)
    form = SentenceForm(request.POST if "send" in request.POST else None)
    context = {"form": form, "marks": marks, "layout": layout, "call": call}
    if len(marks) < len(QUESTIONS):
        context |= _question(QUESTIONS[len(marks)], len(marks) + 1)
        return render(request, "feedback/surveys/question.html", context)
    if send(request, form, partial(_answer, call, marks, form)):
        return redirect(request.path)
    return render(request, "feedback/surveys/sentence.html", context)


def _answer(call: SurveyCall, marks: Mapping[str, int], form: SentenceForm) -> str:
    actions.answer(call, marks=marks, words=form.cleaned_data["words"])
    return ""


def _tapped(request: HttpRequest) -> dict[str, int]:
    """The questions answered so far, in their order; one fewer after going back."""
    marks: dict[str, int] = {}
    for question in QUESTIONS:
        said = request.POST.get(question, "")
        if said not in map(str, MARKS):
            break
        marks[question] = int(said)
    if "back" in request.POST and marks:
        marks.popitem()
    return marks


def _question(question: str, number: int) -> dict[str, Any]:
    scale = words.scale_of(question)
    return {
        "question": question,
        "asked": words.ASKED[question],
        "number": number,
        "all": len(QUESTIONS),
        # The best first: it is read from the top.
        "faces": [
            Face(mark, words.FACES[mark - 1], str(scale[mark - 1]))
            for mark in reversed(MARKS)
        ],
    }


def _over(
    request: HttpRequest,
    said: str,
    *,
    title: str = "",
    status: int = 200,
    layout: str = "layouts/public.html",
) -> HttpResponse:
    context = {
        "title": title or _("Nothing to answer here now"),
        "words": said,
        "layout": layout,
    }
    return render(request, "feedback/surveys/over.html", context, status=status)


@login_required
def of_class(request: HttpRequest, code: str) -> HttpResponse:
    """To those who taught it: how content the class was. Not its sentences."""
    assert isinstance(request.user, User)
    cohort = get_object_or_404(Cohort, code=code)
    if not works_in(request.user, cohort, Duty.TEACHING):
        raise Http404
    told = told_of(cohort, on=timezone.localdate())
    rows = [
        (words.NAMES[name], words.tenths(told.tally.tenths(name)))
        for name in QUESTIONS
        if told and told.tally.is_told
    ]
    context = {
        "cohort": cohort,
        "told": told,
        "rows": rows,
        "means_from": MEANS_FROM,
    }
    return render(request, "feedback/surveys/of_class.html", context)
