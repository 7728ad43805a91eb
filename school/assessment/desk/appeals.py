"""Appeals at the desk: what waits, who hears it, what it came to."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from school.assessment import actions, appeals
from school.assessment.access import can_release
from school.assessment.appeal_forms import GiveForm, HearAgainForm
from school.assessment.desk.steps import worker
from school.assessment.models import Appeal
from school.people.requests import allowed
from school.ui.asking import asked
from school.ui.steps import posted

VIEW = "assessment.view_appeal"
PARTS = (
    "result__enrollment__person",
    "result__enrollment__cohort__edition",
    "result__practical__enrollment__cohort__edition",
    "examiner",
)


def _appeal(code: str) -> Appeal:
    return get_object_or_404(Appeal.objects.select_related(*PARTS), code=code)


def index(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first; then what was heard or withdrawn."""
    user = allowed(request, VIEW)
    found = (
        Appeal.objects.visible_to(user)
        .select_related(*PARTS)
        .prefetch_related("stations__station")
    )
    context = {
        "page_title": _("Appeals"),
        "header_icon": "tasks",
        "waiting": found.open(),
        "closed": found.exclude(status=Appeal.Status.OPEN).order_by("-closed_at")[:100],
    }
    return render(request, "assessment/desk/appeals.html", context)


def appeal(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, VIEW)
    found = _appeal(code)
    is_open = found.status == Appeal.Status.OPEN
    context = {
        "page_title": _("Appeal"),
        "page_subtitle": str(found.result.enrollment),
        "header_icon": "tasks",
        "appeal": found,
        "stations": appeals.stations_of(found),
        "outcomes": found.outcomes.select_related("decided_by"),
        "is_open": is_open,
        "may_give": is_open and can_release(user),
        "may_reopen": found.status == Appeal.Status.HEARD and can_release(user),
    }
    return render(request, "assessment/desk/appeal.html", context)


def give(request: HttpRequest, code: str) -> HttpResponse:
    """Who hears it: those who may, and why the others may not."""
    user = worker(request, can_release)
    found = _appeal(code)
    hearers = appeals.hearers_of(found)
    return asked(
        request,
        GiveForm(posted(request), hearers=hearers),
        partial(actions.give_appeal, found, by=user),
        _("Given; the examiner has a notice."),
        title=_("Who hears the appeal"),
        about=str(found.result.enrollment),
        back=reverse("assessment_desk:appeal", args=[code]),
        template="assessment/desk/give_appeal.html",
        hearers=hearers,
    )


def reopen(request: HttpRequest, code: str) -> HttpResponse:
    user = worker(request, can_release)
    found = _appeal(code)
    return asked(
        request,
        HearAgainForm(posted(request)),
        partial(actions.reopen_appeal, found, by=user),
        _("It waits again. Give it to somebody who has not heard it."),
        title=_("Have it heard once more"),
        about=str(found.result.enrollment),
        back=reverse("assessment_desk:appeal", args=[code]),
    )
