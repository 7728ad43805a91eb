"""Help in the exam at the desk: what is asked for, granted and ended; time and sittings."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from school.assessment import access, accommodations, actions
from school.assessment.desk.steps import reader, worker
from school.assessment.help_forms import GrantForm, TimeForm, ToldReasonForm
from school.assessment.models import Accommodation, Attempt, HelpRequest, TimeGiven
from school.assessment.retakes import retakes_of
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.ui.asking import asked
from school.ui.steps import posted


def _trainee(code: str) -> Enrollment:
    return get_object_or_404(
        Enrollment.objects.select_related("person", "cohort__edition__course"),
        code=code,
    )


def _page_of(enrollment: Enrollment) -> str:
    return reverse("assessment_desk:trainee", args=[enrollment.code])


def requests(request: HttpRequest) -> HttpResponse:
    """Every request that waits for an answer, the oldest first."""
    reader(request)
    waiting = HelpRequest.objects.open().select_related(
        "enrollment__person", "enrollment__cohort"
    )
    context = {
        "page_title": _("Help in the exam"),
        "header_icon": "tasks",
        "requests": waiting,
    }
    return render(request, "assessment/desk/help_requests.html", context)


def trainee(request: HttpRequest, code: str) -> HttpResponse:
    """One trainee's theory exam: help, sittings, and what the registrar may do."""
    user = reader(request)
    enrollment = _trainee(code)
    sittings = enrollment.exam_attempts.select_related("oral__invigilator")
    context = {
        "page_title": _("Theory exam"),
        "page_subtitle": str(enrollment),
        "header_icon": "tasks",
        "enrollment": enrollment,
        "standing": accommodations.in_force([enrollment.pk])[enrollment.pk],
        "waiting": enrollment.help_requests.open().first(),
        "sittings": sittings.prefetch_related("times_given", "remarks").order_by(
            "number"
        ),
        "further": enrollment.further_sittings.select_related("allowed_by"),
        "retakes": retakes_of(enrollment),
        "can_release": access.can_release(user),
        "can_grant": access.can_grant_help(user),
        "can_allow": access.can_allow_sitting(user),
    }
    return render(request, "assessment/desk/trainee.html", context)


def grant(request: HttpRequest, code: str) -> HttpResponse:
    user = worker(request, access.can_grant_help)
    enrollment = _trainee(code)
    has = accommodations.kinds_of(enrollment)
    waiting = enrollment.help_requests.open().first()
    initial = {"kinds": waiting.kinds if waiting else []}
    return asked(
        request,
        GrantForm(posted(request), has=has, initial=initial),
        partial(actions.grant_help, enrollment, by=user),
        _("Granted; the exam's clock and pages follow by themselves."),
        title=_("Grant help in the exam"),
        about=str(enrollment),
        back=_page_of(enrollment),
    )


def decline(request: HttpRequest, code: str) -> HttpResponse:
    user = worker(request, access.can_grant_help)
    waiting = get_object_or_404(
        HelpRequest.objects.select_related("enrollment__person"), code=code
    )
    return asked(
        request,
        ToldReasonForm(posted(request)),
        partial(actions.decline_help, waiting, by=user),
        _("Declined; the trainee is told why."),
        title=_("Decline help in the exam"),
        about=str(waiting.enrollment),
        back=_page_of(waiting.enrollment),
    )


def revoke(request: HttpRequest, code: str) -> HttpResponse:
    user = worker(request, access.can_grant_help)
    granted = get_object_or_404(
        Accommodation.objects.select_related("enrollment__person"), code=code
    )
    return asked(
        request,
        ToldReasonForm(posted(request)),
        partial(actions.revoke_help, granted, by=user),
        _("Ended, for sittings begun from now on."),
        title=_("End this help"),
        about=f"{granted} · {granted.enrollment}",
        back=_page_of(granted.enrollment),
    )


def give_time(request: HttpRequest, code: str) -> HttpResponse:
    """Minutes on top of one sitting."""
    user = worker(request, access.can_open_exam)
    attempt = get_object_or_404(
        Attempt.objects.select_related("enrollment__person", "enrollment__cohort"),
        code=code,
    )
    return asked(
        request,
        TimeForm(posted(request)),
        partial(actions.give_time, attempt, by=user),
        _("The time is given; the page of the exam says so."),
        title=_("Give more time"),
        about=str(attempt),
        back=_page_of(attempt.enrollment),
    )


def give_time_to_class(request: HttpRequest, code: str) -> HttpResponse:
    """Minutes on top for everyone of the class who is sitting now."""
    user = worker(request, access.can_open_exam)
    cohort = get_object_or_404(Cohort, code=code)

    def done(given: list[TimeGiven]) -> str:
        count = len(given)
        text = ngettext(
            "%d sitting has more time.", "%d sittings have more time.", count
        )
        return text % count

    return asked(
        request,
        TimeForm(posted(request)),
        partial(actions.give_time_to_class, cohort, by=user),
        done,
        title=_("Give more time to all who are sitting"),
        about=cohort.name,
        back=reverse("assessment_desk:cohort", args=[code]),
    )


def allow_sitting(request: HttpRequest, code: str) -> HttpResponse:
    user = worker(request, access.can_allow_sitting)
    enrollment = _trainee(code)
    return asked(
        request,
        ToldReasonForm(posted(request)),
        partial(actions.allow_sitting, enrollment, by=user),
        _("Allowed; the trainee is told."),
        title=_("Allow a further sitting"),
        about=str(enrollment),
        back=_page_of(enrollment),
    )
