"""Help in the exam at the desk: what is asked for, granted and ended; time and sittings."""

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from school.assessment import access, accommodations, actions
from school.assessment.desk.steps import reader, worker
from school.assessment.help_forms import GrantForm, ReasonForm, TimeForm
from school.assessment.models import Accommodation, Attempt, HelpRequest
from school.assessment.retakes import retakes_of
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.ui.steps import posted, send


def _trainee(code: str) -> Enrollment:
    return get_object_or_404(
        Enrollment.objects.select_related("person", "cohort__edition__course"),
        code=code,
    )


def _ask(
    request: HttpRequest, form: BaseForm, title: str, subtitle: str, back: str
) -> HttpResponse:
    context = {
        "page_title": title,
        "page_subtitle": subtitle,
        "header_icon": "tasks",
        "form": form,
        "back": back,
    }
    return render(request, "assessment/desk/ask.html", context)


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
    form = GrantForm(posted(request), has=has, initial=initial)

    def verb() -> str:
        actions.grant_help(enrollment, by=user, **form.cleaned_data)
        return _("Granted; the exam's clock and pages follow by themselves.")

    if send(request, form, verb):
        return redirect("assessment_desk:trainee", code)
    back = reverse("assessment_desk:trainee", args=[code])
    return _ask(request, form, _("Grant help in the exam"), str(enrollment), back)


def decline(request: HttpRequest, code: str) -> HttpResponse:
    user = worker(request, access.can_grant_help)
    waiting = get_object_or_404(
        HelpRequest.objects.select_related("enrollment__person"), code=code
    )
    enrollment = waiting.enrollment
    form = ReasonForm(posted(request))

    def verb() -> str:
        actions.decline_help(waiting, by=user, **form.cleaned_data)
        return _("Declined; the trainee is told why.")

    if send(request, form, verb):
        return redirect("assessment_desk:trainee", enrollment.code)
    back = reverse("assessment_desk:trainee", args=[enrollment.code])
    return _ask(request, form, _("Decline help in the exam"), str(enrollment), back)


def revoke(request: HttpRequest, code: str) -> HttpResponse:
    user = worker(request, access.can_grant_help)
    granted = get_object_or_404(
        Accommodation.objects.select_related("enrollment__person"), code=code
    )
    enrollment = granted.enrollment
    form = ReasonForm(posted(request))

    def verb() -> str:
        actions.revoke_help(granted, by=user, **form.cleaned_data)
        return _("Ended, for sittings begun from now on.")

    if send(request, form, verb):
        return redirect("assessment_desk:trainee", enrollment.code)
    back = reverse("assessment_desk:trainee", args=[enrollment.code])
    return _ask(request, form, _("End this help"), f"{granted} · {enrollment}", back)


def give_time(request: HttpRequest, code: str) -> HttpResponse:
    """Minutes on top of one sitting."""
    user = worker(request, access.can_open_exam)
    attempt = get_object_or_404(
        Attempt.objects.select_related("enrollment__person", "enrollment__cohort"),
        code=code,
    )
    form = TimeForm(posted(request))

    def verb() -> str:
        actions.give_time(attempt, by=user, **form.cleaned_data)
        return _("The time is given; the page of the exam says so.")

    if send(request, form, verb):
        return redirect("assessment_desk:trainee", attempt.enrollment.code)
    back = reverse("assessment_desk:trainee", args=[attempt.enrollment.code])
    return _ask(request, form, _("Give more time"), str(attempt), back)


def give_time_to_class(request: HttpRequest, code: str) -> HttpResponse:
    """Minutes on top for everyone of the class who is sitting now."""
    user = worker(request, access.can_open_exam)
    cohort = get_object_or_404(Cohort, code=code)
    form = TimeForm(posted(request))

    def verb() -> str:
        given = actions.give_time_to_class(cohort, by=user, **form.cleaned_data)
        count = len(given)
        text = ngettext(
            "%d sitting has more time.", "%d sittings have more time.", count
        )
        return text % count

    if send(request, form, verb):
        return redirect("assessment_desk:cohort", code)
    back = reverse("assessment_desk:cohort", args=[code])
    title = _("Give more time to all who are sitting")
    return _ask(request, form, title, cohort.name, back)


def allow_sitting(request: HttpRequest, code: str) -> HttpResponse:
    user = worker(request, access.can_allow_sitting)
    enrollment = _trainee(code)
    form = ReasonForm(posted(request))

    def verb() -> str:
        actions.allow_sitting(enrollment, by=user, **form.cleaned_data)
        return _("Allowed; the trainee is told.")

    if send(request, form, verb):
        return redirect("assessment_desk:trainee", code)
    back = reverse("assessment_desk:trainee", args=[code])
    return _ask(request, form, _("Allow a further sitting"), str(enrollment), back)
