from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django_htmx.middleware import HtmxDetails

from school.assessment import actions, refusals
from school.assessment.accommodations import before_sitting, page_help
from school.assessment.actions.exam import check_may_start
from school.assessment.actions.late import waiting_of
from school.assessment.models import Attempt, Paper
from school.assessment.practice import is_sitting
from school.assessment.retakes import retakes_of
from school.assessment.reviews import reviewed
from school.assessment.views import asking
from school.assessment.views.own import (
    device_of,
    is_elsewhere,
    name_device,
    new_name,
    own_enrollment,
    own_sitting,
)
from school.assessment.views.sitting import STORING, on_the_phone
from school.enrollment.models import Enrollment
from school.lib.errors import Refusal
from school.people.requests import MemberRequest


class ExamRequest(MemberRequest):
    htmx: HtmxDetails


@login_required
@never_cache
def exam(request: MemberRequest, code: str) -> HttpResponse:
    enrollment = own_enrollment(request, code)
    attempts = list(enrollment.exam_attempts.order_by("number"))
    running = next((a for a in attempts if a.status == Attempt.Status.STARTED), None)
    why_not = None
    if running is None:
        try:
            check_may_start(enrollment, attempts, at=timezone.now())
        except Refusal as refusal:
            why_not = refusal
    context = {
        "enrollment": enrollment,
        "edition": enrollment.cohort.edition,
        "attempts": [a for a in attempts if a.status == Attempt.Status.MARKED],
        "running": running,
        "why_not": why_not,
        "retakes": (retakes := retakes_of(enrollment)),
        "sittings_left": retakes.left(len(attempts)),
        **before_sitting(enrollment),
    }
    return render(request, "assessment/exam.html", context)


@login_required
@require_POST
def start(request: MemberRequest, code: str) -> HttpResponse:
    enrollment = own_enrollment(request, code)
    try:
        attempt = actions.start_exam(enrollment, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("assessment:exam", code)
    response = redirect("assessment:attempt", attempt.code)
    if not attempt.device:
        name = device_of(request) or new_name()
        actions.continue_exam(attempt, by=request.user, device=name)
        name_device(request, response, name)
    return response


@login_required
@never_cache
def attempt(request: MemberRequest, code: str) -> HttpResponse:
    """Go on where one left; once handed in, the paper with its answers explained."""
    sitting = own_sitting(request, code)
    if sitting.status == Attempt.Status.MARKED:
        if is_sitting(sitting.enrollment):
            messages.error(request, str(refusals.SittingInProgress()))
            return redirect("assessment:exam", sitting.enrollment.code)
        return _review(request, sitting)
    return redirect("assessment:sit", code)


def _review(request: MemberRequest, sitting: Attempt) -> HttpResponse:
    """The whole paper, or what was not right alone."""
    edition = sitting.enrollment.cohort.edition
    lines = reviewed(sitting)
    wrong = [line for line in lines if not line.is_right]
    only_wrong = request.GET.get("only") == "wrong"
    context = {
        **on_the_phone(request, sitting),
        "scripts": [*STORING, "assessment/sitting/after.js"],
        "edition": edition,
        "lines": wrong if only_wrong else lines,
        "only_wrong": only_wrong,
        "wrong": len(wrong),
        "right": len(lines) - len(wrong),
        "total": len(lines),
        "late": len(waiting_of(sitting)),
        "may_practise": sitting.enrollment.status in Enrollment.ON_ROLL,
    }
    return render(request, "assessment/review.html", context)


@login_required
@never_cache
def question(request: ExamRequest, code: str, number: int) -> HttpResponse:
    sitting = own_sitting(request, code)
    if sitting.status == Attempt.Status.MARKED or is_elsewhere(request, sitting):
        return _leave(request, code)
    paper = asking.paper_of(sitting, number)
    if request.method == "POST":
        return _save(request, sitting, paper)
    context = asking.at_question(sitting, paper) | page_help(sitting.enrollment)
    return render(request, "assessment/question.html", context)


def _save(request: ExamRequest, sitting: Attempt, paper: Paper) -> HttpResponse:
    """Keep the choice; a choice sent by itself stays on the page, a button goes on."""
    number = paper.number
    if refusal := asking.keep(request, sitting, paper, device=device_of(request)):
        if isinstance(refusal, refusals.AskedAgain):
            return redirect("assessment:question", sitting.code, number)
        return _leave(request, sitting.code)
    if request.htmx:
        context = {**asking.in_progress(sitting), "number": number}
        return render(request, "assessment/_strip.html", context)
    known = sitting.papers.values_list("number", flat=True)
    numbers = {str(number): number for number in known}
    if whither := numbers.get(request.POST.get("go", "")):
        return redirect("assessment:question", sitting.code, whither)
    return redirect("assessment:check", sitting.code)


def _leave(request: ExamRequest, code: str) -> HttpResponse:
    if request.htmx:
        return HttpResponse(
            headers={"HX-Redirect": resolve_url("assessment:attempt", code)}
        )
    return redirect("assessment:attempt", code)


@login_required
@never_cache
def check(request: MemberRequest, code: str) -> HttpResponse:
    """The last look before handing in: which questions have no answer."""
    sitting = own_sitting(request, code)
    if sitting.status == Attempt.Status.MARKED or is_elsewhere(request, sitting):
        return redirect("assessment:attempt", code)
    return render(request, "assessment/check.html", asking.in_progress(sitting))


@login_required
@require_POST
def submit(request: MemberRequest, code: str) -> HttpResponse:
    """Hand in what this device shows: not from an older one, nor by its clock too early."""
    sitting = own_sitting(request, code)
    is_open = sitting.status == Attempt.Status.STARTED
    if is_open and is_elsewhere(request, sitting):
        return redirect("assessment:attempt", code)
    if is_open and "over" in request.POST and timezone.now() < sitting.deadline_at:
        return redirect("assessment:check", code)
    actions.submit_exam(sitting, by=request.user)
    return redirect("assessment:attempt", code)
