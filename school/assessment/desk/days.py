"""The evenings of stations: typed, seen as a table, then saved, printed."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school.assessment import actions, timetables
from school.assessment.access import can_release
from school.assessment.day_papers import door_signs, plan_paper
from school.assessment.day_proposals import propose
from school.assessment.days import waiting
from school.assessment.desk.day_forms import DayForm
from school.assessment.desk.steps import reader, worker
from school.assessment.models import AssessmentDay
from school.courses.models import Cohort
from school.lib import paper
from school.lib.errors import Refusal
from school.ui import asking
from school.ui.reasons import ReasonForm
from school.ui.steps import posted, send

CONFIRMED, AGAIN = "confirmed", "again"
PAPERS: dict[str, Callable[[AssessmentDay], list[paper.Paper]]] = {
    "plan": plan_paper,
    "doors": door_signs,
}


def _day(code: str) -> AssessmentDay:
    days = AssessmentDay.objects.select_related("cohort__edition", "venue")
    return get_object_or_404(days, code=code)


def plan_day(request: HttpRequest, code: str) -> HttpResponse:
    """A further evening for those of the class who have no time yet."""
    worker(request, can_release)
    cohorts = Cohort.objects.select_related("edition", "venue")
    return _planned(request, get_object_or_404(cohorts, code=code), None)


def change_day(request: HttpRequest, code: str) -> HttpResponse:
    worker(request, can_release)
    day = _day(code)
    return _planned(request, day.cohort, day)


def _planned(
    request: HttpRequest, cohort: Cohort, day: AssessmentDay | None
) -> HttpResponse:
    """Saved once what is proposed has been seen."""
    user = worker(request, can_release)
    form = DayForm(posted(request), cohort=cohort, day=day)
    now = timezone.now()
    if form.is_valid() and AGAIN not in request.POST:
        try:
            shown = propose(cohort, form.plan, at=now, day=day)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            if request.POST.get(CONFIRMED) != shown.seal:
                return _preview(request, form, shown)

            def verb() -> str:
                plan, seal = form.plan, shown.seal
                actions.plan_day(cohort, plan=plan, by=user, day=day, seen=seal, at=now)
                return _("The evening is planned; everybody concerned is told.")

            if send(request, form, verb):
                return redirect("assessment_desk:cohort", cohort.code)
    return _asked(request, cohort, form)


def _asked(request: HttpRequest, cohort: Cohort, form: DayForm) -> HttpResponse:
    return asking.ask(
        request,
        form,
        _("Plan the evening of stations"),
        about=cohort.name,
        back=reverse("assessment_desk:cohort", args=[cohort.code]),
        verb=_("Preview the plan of the evening"),
    )


def _preview(request: HttpRequest, form: DayForm, shown: Any) -> HttpResponse:
    context = {
        "page_title": _("Plan the evening of stations"),
        "page_subtitle": form.cohort.name,
        "header_icon": "tasks",
        "form": form,
        "proposal": shown,
        "day": shown.day,
        "timetable": timetables.of_proposal(shown),
        "left_out": form.coming.exclude(
            pk__in=[one.pk for one in form.cleaned_data["practicals"]]
        ),
        "has_changed": bool(request.POST.get(CONFIRMED)),
        "back": reverse("assessment_desk:cohort", args=[form.cohort.code]),
    }
    return render(request, "assessment/desk/day_preview.html", context)


class CallOffForm(ReasonForm):
    read = gettext_lazy("Candidates and examiners read it, and the journal keeps it.")
    missing = gettext_lazy("Say why the evening does not take place.")


def call_off_day(request: HttpRequest, code: str) -> HttpResponse:
    user, found = worker(request, can_release), _day(code)
    return asking.asked(
        request,
        CallOffForm(posted(request)),
        partial(actions.call_off_day, found, by=user),
        _("The evening is called off; everybody concerned is told. Plan another."),
        title=_("Call the evening off"),
        about=str(found),
        back=reverse("assessment_desk:day", args=[code]),
        after=reverse("assessment_desk:cohort", args=[found.cohort.code]),
        is_serious=True,
    )


def day(request: HttpRequest, code: str) -> HttpResponse:
    user = reader(request)
    found = _day(code)
    context = {
        "page_title": _("Evening of stations"),
        "page_subtitle": found.cohort.name,
        "header_icon": "tasks",
        "day": found,
        "timetable": timetables.of_day(found),
        "waiting": waiting(found.cohort),
        "can_release": can_release(user),
    }
    return render(request, "assessment/desk/day.html", context)


def day_paper(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    reader(request)
    found = _day(code)
    made = PAPERS[kind](found)
    name = f"{found.cohort.name} {made[0].title}.pdf"
    answer = HttpResponse(paper.as_pdf(*made), content_type="application/pdf")
    header = content_disposition_header(as_attachment=False, filename=name)
    answer["Content-Disposition"] = header or "inline"
    return answer
