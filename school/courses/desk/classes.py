"""The registrar's steps with one class: open it, give its duties, close it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from school.courses import access, actions, rules
from school.courses.desk.forms import DutyForm, ReasonForm
from school.courses.desk.pages import ask, class_of
from school.courses.models import Cohort, Duty
from school.courses.refusals import WrongStatus
from school.lib.errors import Refusal

STEPS = {
    "announce": actions.announce,
    "open_enrollment": actions.open_enrollment,
    "start": actions.start,
    "begin_assessment": actions.begin_assessment,
    "complete": actions.complete,
}
STEP_NAMES = {
    "announce": gettext_lazy("Announce the class"),
    "open_enrollment": gettext_lazy("Open enrolment"),
    "start": gettext_lazy("Begin the class"),
    "begin_assessment": gettext_lazy("Begin the assessment"),
    "complete": gettext_lazy("Close the class"),
    "cancel": gettext_lazy("Cancel the class"),
}


def step(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Take the class to its next stage, once what follows from it has been read."""
    user, cohort = class_of(request, code)
    if verb not in STEPS:
        raise Http404
    if not access.can_open(user, cohort):
        raise PermissionDenied
    if request.method != "POST":
        return _confirm(request, cohort, verb)
    try:
        STEPS[verb](cohort, by=user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        word = cohort.get_status_display()
        messages.success(request, _("The class is now: %(word)s.") % {"word": word})
    return redirect("cohort:inspect", cohort.pk)


def _confirm(request: HttpRequest, cohort: Cohort, verb: str) -> HttpResponse:
    if rules.next_status(verb, cohort.status) is None:
        messages.error(request, str(WrongStatus(status=cohort.get_status_display())))
        return redirect("cohort:inspect", cohort.pk)
    context = {
        "page_title": str(STEP_NAMES[verb]),
        "page_subtitle": cohort.name,
        "header_icon": "calendar",
        "cohort": cohort,
        "verb": verb,
        "is_early": timezone.localdate() < cohort.starts_on,
    }
    return render(request, "courses/desk/step.html", context)


def cancel(request: HttpRequest, code: str) -> HttpResponse:
    user, cohort = class_of(request, code)
    if not access.can_open(user, cohort):
        raise PermissionDenied
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel(cohort, by=user, reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Cancelled; everybody has been told."))
            return redirect("cohort:inspect", cohort.pk)
    return ask(request, cohort, form, str(STEP_NAMES["cancel"]), is_serious=True)


def assign(request: HttpRequest, code: str) -> HttpResponse:
    user, cohort = class_of(request, code)
    if not access.can_change(user, cohort):
        raise PermissionDenied
    form = DutyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.assign_duty(cohort, by=user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("cohort:inspect", cohort.pk)
    return ask(request, cohort, form, _("Give a duty"))


@require_POST
def relieve(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    user, cohort = class_of(request, code)
    duty = get_object_or_404(Duty, cohort=cohort, pk=pk)
    if not access.can_change(user, cohort):
        raise PermissionDenied
    try:
        actions.relieve_duty(duty, by=user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("cohort:inspect", cohort.pk)
