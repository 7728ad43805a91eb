"""The oral exam on the school's device: read aloud, tap what she says, hand in with her."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from school.assessment import actions, oral, papers, refusals
from school.assessment.help_forms import OralForm, TimeForm
from school.assessment.models import Attempt, Paper
from school.assessment.views import asking
from school.journal.actors import SYSTEM
from school.lib.errors import Refusal
from school.people.requests import MemberRequest
from school.ui.phone import led_by_script
from school.ui.steps import posted, send


def _sitting(request: MemberRequest, code: str) -> Attempt:
    """A sitting that this invigilator takes down; handed in if its time is up."""
    attempt = get_object_or_404(
        Attempt.objects.filter(oral__invigilator=request.user.pk).select_related(
            "enrollment__person", "enrollment__cohort__edition__course", "oral"
        ),
        code=code,
    )
    now = timezone.now()
    if attempt.status == Attempt.Status.STARTED and attempt.is_over(at=now):
        attempt = actions.submit_exam(attempt, by=SYSTEM, at=now)
    return attempt


@login_required
@never_cache
def candidates(request: MemberRequest) -> HttpResponse:
    """Who has an oral exam now in a class one is on duty in."""
    context = {"candidates": oral.candidates_of(request.user, at=timezone.now())}
    return render(request, "assessment/oral/candidates.html", context)


@login_required
@require_POST
def begin(request: MemberRequest, code: str) -> HttpResponse:
    enrollment = get_object_or_404(oral.enrollments_of(request.user), code=code)
    try:
        begun = actions.begin_oral(enrollment, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("assessment:oral")
    return redirect("assessment:oral_sitting", begun.attempt.code)


@login_required
@never_cache
def sitting(request: MemberRequest, code: str) -> HttpResponse:
    """To the first question without an answer; once handed in, that it is."""
    attempt = _sitting(request, code)
    if attempt.status == Attempt.Status.MARKED:
        return render(request, "assessment/oral/done.html", {"attempt": attempt})
    number = papers.first_open(papers.lines_of(attempt))
    if number is None:
        return redirect("assessment:oral_check", code)
    return redirect("assessment:oral_question", code, number)


@led_by_script
@login_required
@never_cache
def question(request: MemberRequest, code: str, number: int) -> HttpResponse:
    attempt = _sitting(request, code)
    if attempt.status == Attempt.Status.MARKED:
        return redirect("assessment:oral_sitting", code)
    paper = asking.paper_of(attempt, number)
    if request.method == "POST":
        return _save(request, attempt, paper)
    context = asking.at_question(attempt, paper)
    return render(request, "assessment/oral/question.html", context)


def _save(request: MemberRequest, attempt: Attempt, paper: Paper) -> HttpResponse:
    """Keep what she said, with who took it down; no answer leaves the question open."""
    number = paper.number
    if refusal := asking.keep(request, attempt, paper):
        if isinstance(refusal, refusals.AskedAgain):
            return redirect("assessment:oral_question", attempt.code, number)
        return redirect("assessment:oral_sitting", attempt.code)
    if request.POST.get("go") == "time":
        return redirect("assessment:give_time", attempt.code)
    known = set(attempt.papers.values_list("number", flat=True))
    whither = number - 1 if request.POST.get("go") == "back" else number + 1
    if whither in known:
        return redirect("assessment:oral_question", attempt.code, whither)
    return redirect("assessment:oral_check", attempt.code)


@led_by_script
@login_required
@never_cache
def check(request: MemberRequest, code: str) -> HttpResponse:
    """The last look, with the trainee: she says that she hands in."""
    attempt = _sitting(request, code)
    if attempt.status == Attempt.Status.MARKED:
        return redirect("assessment:oral_sitting", code)
    form = OralForm(posted(request))

    def verb() -> str:
        actions.submit_exam(attempt, by=request.user)
        return _("Handed in. She sees her points on her own page.")

    if send(request, form, verb):
        return redirect("assessment:oral_sitting", code)
    context = {**asking.in_progress(attempt), "form": form}
    return render(request, "assessment/oral/check.html", context)


@login_required
@never_cache
def give_time(request: MemberRequest, code: str) -> HttpResponse:
    """Minutes on top for who sits before her: the power was cut, somebody had to go out."""
    attempt = get_object_or_404(oral.sittings_of(request.user), code=code)
    back = reverse("assessment:oral")
    if attempt.is_taken_down and attempt.oral.invigilator_id == request.user.pk:
        back = reverse("assessment:oral_sitting", args=[code])
    form = TimeForm(posted(request))

    def verb() -> str:
        actions.give_time(attempt, by=request.user, **form.cleaned_data)
        return _("The time is given; the page of the exam says so.")

    if send(request, form, verb):
        return redirect(back)
    context = {"attempt": attempt, "form": form, "back": back}
    return render(request, "assessment/oral/time.html", context)
