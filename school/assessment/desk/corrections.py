"""Correcting a question at the desk: proposed, looked over with all whom it touches, decided."""

from collections.abc import Sequence
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from school.assessment import actions, corrections
from school.assessment.correction_forms import CorrectionForm, RejectForm
from school.assessment.corrections import Affected
from school.assessment.models import Correction, Question
from school.lib.spreadsheet import XLSX, Sheet, workbook
from school.people.requests import allowed
from school.ui.asking import asked
from school.ui.steps import posted, press, send
from school.ui.waits import WAITING

VIEW = "assessment.view_correction"


def _correction(code: str) -> Correction:
    return get_object_or_404(
        Correction.objects.select_related(
            "question__edition__course",
            "question__module",
            "proposed_by",
            "confirmed_by",
        ),
        code=code,
    )


def _affected(correction: Correction) -> Sequence[Affected]:
    """Before it is confirmed what would follow; afterwards what has followed."""
    if correction.status == Correction.Status.PROPOSED:
        return corrections.foreseen(correction)
    if correction.status == Correction.Status.CONFIRMED:
        return corrections.done(correction)
    return []


def index(request: HttpRequest) -> HttpResponse:
    user = allowed(request, VIEW)
    found = Correction.objects.visible_to(user).select_related(
        "question__edition__course", "proposed_by", "confirmed_by"
    )
    only = bool(request.GET.get(WAITING))
    context = {
        "page_title": _("Corrections of questions"),
        "header_icon": "edit",
        "corrections": found.waiting_for(user) if only else found[:200],
        "only": only,
    }
    return render(request, "assessment/desk/corrections.html", context)


def correct(request: HttpRequest, course: str, version: str, code: str) -> HttpResponse:
    user = allowed(request, "assessment.propose_correction")
    questions = Question.objects.select_related("edition__course", "module")
    question = get_object_or_404(questions.at(course, version, code))
    form = CorrectionForm(posted(request), question=question)
    made: list[Correction] = []

    def verb() -> str:
        made.append(actions.correct_question(question, by=user, **form.as_verb()))
        return _("Proposed. Somebody else looks it over and confirms it.")

    if send(request, form, verb):
        return redirect("assessment_desk:correction", made[0].code)
    context = {
        "page_title": _("Correct a question"),
        "page_subtitle": question.code,
        "header_icon": "edit",
        "question": question,
        "now_right": corrections.key_of(question).answer,
        "form": form,
        "back": reverse("assessment_desk:corrections"),
    }
    return render(request, "assessment/desk/correct.html", context)


def correction(request: HttpRequest, code: str) -> HttpResponse:
    """The correction, and every sitting that it touches: before and after."""
    user = allowed(request, VIEW)
    found = _correction(code)
    affected = _affected(found)
    is_waiting = found.status == Correction.Status.PROPOSED
    context = {
        "page_title": _("Correction of a question"),
        "page_subtitle": found.question.code,
        "header_icon": "edit",
        "correction": found,
        "now_right": (
            corrections.key_of(found.question) if is_waiting else found.question
        ).answer,
        "is_waiting": is_waiting,
        "had_it": len(corrections.sittings_with(found.question_id)),
        "changed": [one for one in affected if one.is_changed],
        "sees_names": user.has_perm("assessment.view_attempt"),
        "may_decide": is_waiting
        and user.has_perm("assessment.confirm_correction")
        and found.proposed_by_id != user.pk,
        "is_own": found.proposed_by_id == user.pk,
    }
    return render(request, "assessment/desk/correction.html", context)


@require_POST
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, "assessment.confirm_correction")
    found = _correction(code)

    def verb() -> str:
        actions.confirm_correction(found, by=user)
        return _(
            "Confirmed. The papers are being marked again; look again in a minute."
        )

    press(request, verb)
    return redirect("assessment_desk:correction", code)


def reject(request: HttpRequest, code: str) -> HttpResponse:
    """By a second person; who proposed it takes it back."""
    user = allowed(request, VIEW)
    found = _correction(code)
    is_own = found.proposed_by_id == user.pk
    if not is_own:
        allowed(request, "assessment.confirm_correction")
    return asked(
        request,
        RejectForm(posted(request)),
        partial(actions.reject_correction, found, by=user),
        _("Rejected; the question is marked as before."),
        title=_("Take the correction back") if is_own else _("Reject the correction"),
        about=found.question.code,
        back=reverse("assessment_desk:correction", args=[code]),
    )


def affected_sheet(request: HttpRequest, code: str) -> HttpResponseBase:
    """Everyone whose mark it changes, as a workbook."""
    allowed(request, VIEW)
    allowed(request, "assessment.view_attempt")
    found = _correction(code)
    data = workbook([_sheet(found)])
    headers = {
        "Content-Disposition": f'attachment; filename="correction-{found.code}.xlsx"'
    }
    return HttpResponse(data, content_type=XLSX, headers=headers)


def _sheet(correction: Correction) -> Sheet:
    yes = _("yes")
    return Sheet(
        title=correction.question.code,
        columns=[
            _("Trainee"),
            _("Class"),
            _("Sitting"),
            _("Points before"),
            _("Points after"),
            _("Needed to pass"),
            _("Theory passed by it"),
            _("Result turns to passed"),
        ],
        rows=[
            [
                one.attempt.enrollment.person.name,
                one.attempt.enrollment.cohort.name,
                one.attempt.number,
                one.before,
                one.after,
                one.needed,
                yes if one.passes_now else "",
                yes if one.result_turns else "",
            ]
            for one in _affected(correction)
            if one.is_changed
        ],
    )
