"""Suggestions as the worker reads them."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from school.feedback import actions
from school.feedback.models import CoachingNote
from school.lib.fields import in_language
from school.people.requests import MemberRequest
from school.ui.steps import press

ROWS_A_PAGE = 30


def _own(request: MemberRequest) -> QuerySet[CoachingNote]:
    """A note is a letter: whoever else may read it reads it at the desk."""
    notes = CoachingNote.objects.filter(person__user_id=request.user.pk)
    return notes.select_related("person", "kind", "standard", "case")


@login_required
def mine(request: MemberRequest) -> HttpResponse:
    page = Paginator(_own(request), ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "feedback/mine.html", {"page": page})


@login_required
def note(request: MemberRequest, code: str) -> HttpResponse:
    """What was complained of, the standard, the lesson, the next time; then what to press."""
    found = get_object_or_404(_own(request), code=code)
    context = {
        "note": found,
        "checks": [in_language(check) for check in found.standard.checks],
        "lessons": found.lessons.select_related("module__edition__course__track"),
    }
    return render(request, "feedback/note.html", context)


@require_POST
@login_required
def read(request: MemberRequest, code: str) -> HttpResponse:
    found = get_object_or_404(_own(request), code=code)

    def verb() -> str:
        actions.read(found, by=request.user)
        return _("Noted: you have read it.")

    press(request, verb)
    return redirect("feedback:note", code)


@require_POST
@login_required
def practise(request: MemberRequest, code: str) -> HttpResponse:
    found = get_object_or_404(_own(request), code=code)

    def verb() -> str:
        actions.practise(found, by=request.user)
        return _("Well done. It is noted that you practised it.")

    press(request, verb)
    return redirect("feedback:note", code)
