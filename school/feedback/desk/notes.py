"""Suggestions at the desk: cases that wait for one, and writing by hand."""

from functools import partial

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from school.feedback import actions
from school.feedback.actions.notes import COACHED_IN, WRITE
from school.feedback.forms import NoteForm
from school.feedback.models import CoachingNote
from school.people.models import Person, User
from school.people.requests import allowed
from school.points.cases.models import Case
from school.ui.asking import asked
from school.ui.steps import posted

NOTES = "coachingnote:index"
MOST = 50


def to_write(user: User) -> QuerySet[Case]:
    """Heard or decided, and of no kind that the school could tell by itself."""
    cases = Case.objects.filter(status__in=COACHED_IN, coaching_note=None)
    told = cases.exclude(notified_at=None).exclude(person__user=user)
    return told.select_related("person", "rule")


def waiting(request: HttpRequest) -> HttpResponse:
    cases = to_write(allowed(request, WRITE))
    context = {
        "page_title": _("Suggestions to write"),
        "header_icon": "edit",
        "cases": cases[:MOST],
        "more": max(0, cases.count() - MOST),
        "lately": CoachingNote.objects.select_related("person", "kind", "standard")[
            :MOST
        ],
    }
    return render(request, "feedback/desk/waiting.html", context)


def write(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, WRITE)
    person = get_object_or_404(Person, code=code)
    return asked(
        request,
        NoteForm(posted(request)),
        partial(actions.write_note, person, by=user),
        _("Written. The worker is told."),
        title=_("Write a suggestion"),
        about=person.name,
        back=reverse("feedback_desk:waiting"),
        icon="edit",
    )


def write_for_case(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, WRITE)
    case = get_object_or_404(to_write(user), code=code)
    return asked(
        request,
        NoteForm(posted(request), initial={"occurred_on": case.occurred_on}),
        partial(actions.write_note, case.person, case=case, by=user),
        _("Written. The worker is told."),
        title=_("Write a suggestion"),
        about=str(case),
        back=reverse("feedback_desk:waiting"),
        icon="edit",
    )
