"""Evenings missed without leave at the desk: a case is opened with one press, or stands there."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from school.courses.models import Session
from school.enrollment.models import Enrollment
from school.people.requests import allowed
from school.points.cases import actions
from school.points.cases.absences import LISTED, absences
from school.points.cases.access import PROPOSE, VIEW
from school.ui.steps import press
from school.ui.waits import WAITING

A_PAGE = 30


def index(request: HttpRequest) -> HttpResponse:
    user = allowed(request, PROPOSE)
    found = absences(at=timezone.now(), but=user)
    may_see_all, only = user.has_perm(VIEW), bool(request.GET.get(WAITING))
    if only:
        found = [one for one in found if one.case is None]
    context = {
        "page_title": _("Evenings missed without leave"),
        "header_icon": "date",
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("p")),
        "days": LISTED.days,
        "only": only,
        "seen": {
            one.case.pk
            for one in found
            if one.case and (may_see_all or one.case.opened_by_id == user.pk)
        },
    }
    return render(request, "points/cases/desk/absences.html", context)


@require_POST
def open_absence(request: HttpRequest, session: str, enrollment: str) -> HttpResponse:
    user = allowed(request, PROPOSE)
    evenings = Session.objects.select_related("cohort", "evening")
    evening = get_object_or_404(evenings, code=session)
    rolls = Enrollment.objects.select_related("person").exclude(person__user=user)
    missed = get_object_or_404(rolls, code=enrollment, cohort=evening.cohort_id)
    opened: list[str] = []

    def verb() -> str:
        case = actions.open_absence(evening, missed, by=user)
        opened.append(reverse("points_desk:case", args=[case.code]))
        return _("The case is opened. Read it, then tell the worker.")

    press(request, verb)
    return redirect(opened[0] if opened else "points_desk:absences")
