from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from school.assessment import (
    accommodations,
    actions,
    corrections,
    forms,
    papers,
    practice,
)
from school.assessment.models import Paper, Practised, Question
from school.assessment.reviews import reviewed_by
from school.assessment.rules.practice import LEARNT
from school.enrollment.models import Enrollment
from school.lib.errors import Refusal
from school.people.requests import MemberRequest


def _own(request: MemberRequest, code: str) -> Enrollment:
    return get_object_or_404(
        Enrollment.objects.on_roll()
        .filter(person__user_id=request.user.pk)
        .select_related("person", "cohort__edition__course__track"),
        code=code,
    )


def _asked(enrollment: Enrollment, part: str, question: str) -> Question:
    if not practice.is_part(part):
        raise Http404
    found = Question.objects.for_practice().select_related(
        "module", "lesson", "standard", "picture"
    )
    return get_object_or_404(found, edition=enrollment.cohort.edition_id, code=question)


@login_required
@never_cache
def home(request: MemberRequest, code: str) -> HttpResponse:
    """What there is to practise: by module, mixed, or one's mistakes."""
    enrollment = _own(request, code)
    tried = practice.tried_by(enrollment)
    context = {
        "enrollment": enrollment,
        "modules": practice.by_module(enrollment, tried),
        "total": len(tried),
        "tried": sum(one.tries > 0 for one in tried),
        "mistakes": practice.mistakes(tried),
        "is_sitting": practice.is_sitting(enrollment),
    }
    return render(request, "assessment/practice.html", context)


@login_required
@never_cache
def go_on(request: MemberRequest, code: str, part: str) -> HttpResponse:
    """To the next question of the part."""
    enrollment = _own(request, code)
    if not practice.is_part(part):
        raise Http404
    last = enrollment.practised.order_by("-last_at").first()
    but = last.question_id if last else None
    question = practice.next_question(enrollment, part, but=but)
    if question is None:
        messages.success(request, _("Nothing is left to go over here."))
        return redirect("assessment:practice", code)
    return redirect("assessment:practise", code, part, question.code)


def _at_question(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of one question of the part; while an exam is sat there is none."""

    @login_required
    @never_cache
    @wraps(view)
    def page(
        request: MemberRequest, code: str, part: str, question: str
    ) -> HttpResponse:
        enrollment = _own(request, code)
        asked = _asked(enrollment, part, question)
        if practice.is_sitting(enrollment):
            return redirect("assessment:practice", code)
        return view(request, enrollment, part, asked)

    return page


@_at_question
def practise(
    request: MemberRequest, enrollment: Enrollment, part: str, asked: Question
) -> HttpResponse:
    sheet = practice.sheet_of(enrollment, asked)
    if request.method == "POST":
        return _answer(request, enrollment, part, sheet)
    context = {
        "enrollment": enrollment,
        "part": part,
        "line": papers.asked_of([sheet])[0],
        **accommodations.page_help(enrollment),
    }
    return render(request, "assessment/practise.html", context)


def _answer(
    request: MemberRequest, enrollment: Enrollment, part: str, sheet: Paper
) -> HttpResponse:
    where = (enrollment.code, part, sheet.question.code)
    try:
        letters = forms.chosen_in(sheet, request.POST)
        chosen = papers.tidied(sheet, papers.keys_of(sheet, letters))
        actions.practise(enrollment, sheet.question, chosen=chosen, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("assessment:practise", *where)
    return redirect("assessment:explained", *where)


@_at_question
def explained(
    request: MemberRequest, enrollment: Enrollment, part: str, asked: Question
) -> HttpResponse:
    """Right or wrong, why, and where to read it."""
    met = get_object_or_404(Practised, enrollment=enrollment, question=asked)
    sheet = practice.sheet_of(enrollment, asked, chosen=met.chosen)
    context = {
        "enrollment": enrollment,
        "part": part,
        "line": reviewed_by(
            sheet, corrections.key_of(asked), papers.pictures_of([asked])
        ),
        "is_mistake": met.was_wrong and met.streak < LEARNT,
        **accommodations.page_help(enrollment),
    }
    return render(request, "assessment/explained.html", context)
