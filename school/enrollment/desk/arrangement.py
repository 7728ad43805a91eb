"""The registrar's screens about quotas, priority, and who may have a reserved place."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from school.courses.models import Cohort
from school.enrollment import actions
from school.enrollment.desk.arrangement_forms import ArrangementForm, RecogniseForm
from school.enrollment.desk.screens import enrollment_of, page_of, registrar_of
from school.enrollment.models import Enrollment
from school.ui.asking import asked
from school.ui.reasons import ReasonForm
from school.ui.steps import posted


def arrange(request: HttpRequest, code: str) -> HttpResponse:
    """Reserved seats, the order of the waiting list and its terms, for one class."""
    user = registrar_of(request)
    cohort = get_object_or_404(Cohort, code=code)
    form = ArrangementForm(posted(request), standing=actions.arrangement_of(cohort))

    def publish(**_typed: Any) -> None:
        actions.arrange_places(cohort, form.arrangement(), by=user)

    return asked(
        request,
        form,
        publish,
        _("Published on the page of the class."),
        title=_("Quotas and priority"),
        about=cohort.name,
        back=reverse("enrollment_desk:places"),
        icon="user",
        template="enrollment/desk/arrange.html",
    )


def recognise(request: HttpRequest, code: str) -> HttpResponse:
    """Answer a claim to a reserved place, or put right what counts for somebody."""
    user, enrollment = enrollment_of(request, code)
    return asked(
        request,
        RecogniseForm(posted(request), enrollment=enrollment),
        partial(actions.recognise, enrollment, by=user),
        _("Settled; the line has its new order."),
        title=_("What counts for this person"),
        about=str(enrollment),
        back=page_of(enrollment),
        icon="user",
    )


def admit_out_of_turn(request: HttpRequest, code: str) -> HttpResponse:
    """Past the line and the reserved seats, with a reason; never past the last seat."""
    user, enrollment = enrollment_of(request, code)

    def done(admitted: Enrollment) -> str:
        return _("Now: %(word)s.") % {"word": admitted.get_status_display()}

    return asked(
        request,
        ReasonForm(posted(request)),
        partial(actions.admit, enrollment, by=user, out_of_turn=True),
        done,
        title=_("Admit out of turn"),
        about=str(enrollment),
        back=page_of(enrollment),
        icon="user",
    )
