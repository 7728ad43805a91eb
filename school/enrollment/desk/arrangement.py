"""The registrar's screens about quotas, priority, and who may have a reserved place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from school.courses.models import Cohort
from school.enrollment import actions
from school.enrollment.desk.arrangement_forms import ArrangementForm, RecogniseForm
from school.enrollment.desk.forms import ReasonForm
from school.enrollment.desk.screens import ask, enrollment_of, registrar_of
from school.ui.steps import posted, send

INSPECT = "desk_enrollment:inspect"
PLACES = "enrollment_desk:places"


def arrange(request: HttpRequest, code: str) -> HttpResponse:
    """Reserved seats, the order of the waiting list and its terms, for one class."""
    user = registrar_of(request)
    cohort = get_object_or_404(Cohort, code=code)
    form = ArrangementForm(posted(request), standing=actions.arrangement_of(cohort))

    def publish() -> str:
        actions.arrange_places(cohort, form.arrangement(), by=user)
        return _("Published on the page of the class.")

    if send(request, form, publish):
        return redirect(PLACES)
    title = _("Quotas and priority")
    template = "enrollment/desk/arrange.html"
    return ask(request, form, title, cohort.name, reverse(PLACES), template)


def recognise(request: HttpRequest, code: str) -> HttpResponse:
    """Answer a claim to a reserved place, or put right what counts for somebody."""
    user, enrollment = enrollment_of(request, code)
    form = RecogniseForm(posted(request), enrollment=enrollment)

    def settle() -> str:
        actions.recognise(enrollment, by=user, **form.cleaned_data)
        return _("Settled; the line has its new order.")

    if send(request, form, settle):
        return redirect(INSPECT, enrollment.pk)
    back = reverse(INSPECT, args=[enrollment.pk])
    return ask(request, form, _("What counts for this person"), str(enrollment), back)


def admit_out_of_turn(request: HttpRequest, code: str) -> HttpResponse:
    """Past the line and the reserved seats, with a reason; never past the last seat."""
    user, enrollment = enrollment_of(request, code)
    form = ReasonForm(posted(request))

    def admit() -> str:
        actions.admit(enrollment, by=user, out_of_turn=True, **form.cleaned_data)
        return _("Now: %(word)s.") % {"word": enrollment.get_status_display()}

    if send(request, form, admit):
        return redirect(INSPECT, enrollment.pk)
    back = reverse(INSPECT, args=[enrollment.pk])
    return ask(request, form, _("Admit out of turn"), str(enrollment), back)
