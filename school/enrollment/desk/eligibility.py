"""The desk's screens for the question who may join a class."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from school.courses.models import Course
from school.enrollment import actions
from school.enrollment.desk.eligibility_forms import (
    DemandForm,
    FindForm,
    HealthForm,
    HoldForm,
    MoveForm,
    PriorForm,
)
from school.enrollment.desk.screens import page_of
from school.enrollment.models import Demand, Enrollment, Hold
from school.people import actions as people
from school.people.models import Person
from school.people.requests import allowed
from school.ui.asking import asked
from school.ui.reasons import ReasonForm
from school.ui.steps import posted

PERSON = "enrollment_desk:person"


def demands(request: HttpRequest) -> HttpResponse:
    """What each course asks of its applicants."""
    user = allowed(request, "enrollment.view_demand")
    asked = {
        demand.course_id: demand
        for demand in Demand.objects.select_related("prerequisite")
    }
    courses = Course.objects.select_related("track")
    context = {
        "page_title": _("What courses ask for"),
        "header_icon": "list-ul",
        "rows": [(course, asked.get(course.pk)) for course in courses],
        "can_change": user.has_perm("enrollment.change_demand"),
    }
    return render(request, "enrollment/desk/demands.html", context)


def demand(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, "enrollment.change_demand")
    course = get_object_or_404(Course, code=code)
    now = Demand.objects.filter(course=course).values(*DemandForm.base_fields).first()
    form = DemandForm(posted(request), initial=now or {})
    return asked(
        request,
        form,
        partial(actions.demand, course, by=user),
        _("Saved; it holds for new applications."),
        title=_("What the course asks for"),
        about=str(course),
        back=reverse("enrollment_desk:demands"),
        icon="user",
    )


def holds(request: HttpRequest) -> HttpResponse:
    """Who may not take a place at present; and the way to anybody's file."""
    allowed(request, "enrollment.view_hold")
    form = FindForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return redirect(PERSON, form.cleaned_data["number"].code)
    context = {
        "page_title": _("Who may enrol"),
        "header_icon": "lock",
        "form": form,
        "holds": Hold.objects.standing().select_related("person", "course"),
    }
    return render(request, "enrollment/desk/holds.html", context)


def person(request: HttpRequest, code: str) -> HttpResponse:
    """Everything on file that speaks for or against a person's enrolment."""
    user = allowed(request, "enrollment.view_hold")
    found = get_object_or_404(Person, code=code)
    context = {
        "page_title": _("Who may enrol"),
        "page_subtitle": found.name,
        "header_icon": "lock",
        "person": found,
        "holds": found.holds.select_related("course"),
        "checks": found.health_checks.all(),
        "certificates": found.prior_certificates.select_related("course"),
        "can_change": user.has_perm("enrollment.add_hold"),
    }
    return render(request, "enrollment/desk/person.html", context)


def hold(request: HttpRequest, code: str) -> HttpResponse:
    return _record(
        request,
        code,
        "enrollment.add_hold",
        HoldForm,
        actions.place_hold,
        _("Put a hold on enrolment"),
    )


def health(request: HttpRequest, code: str) -> HttpResponse:
    return _record(
        request,
        code,
        "people.add_healthcheck",
        HealthForm,
        people.record_health_check,
        _("Record a health certificate"),
    )


def prior(request: HttpRequest, code: str) -> HttpResponse:
    return _record(
        request,
        code,
        "enrollment.add_priorcertificate",
        PriorForm,
        actions.record_prior_certificate,
        _("Record a certificate from elsewhere"),
    )


def lift(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, "enrollment.change_hold")
    standing = Hold.objects.standing().select_related("person")
    found = get_object_or_404(standing, code=code)
    return asked(
        request,
        ReasonForm(posted(request)),
        partial(actions.lift_hold, found, by=user),
        _("Lifted."),
        title=_("Lift the hold"),
        about=str(found),
        back=reverse(PERSON, args=[found.person.code]),
        icon="user",
    )


def move(request: HttpRequest, code: str) -> HttpResponse:
    """Change somebody's place for one in another class of the course."""
    user = allowed(request, "enrollment.admit_enrollment")
    known = Enrollment.objects.select_related("person__user", "cohort__edition")
    found = get_object_or_404(known, code=code)
    form = MoveForm(posted(request), enrollment=found)
    if not form.has_targets():
        messages.error(request, _("The course has no other class to change to now."))
        return redirect(page_of(found))
    return asked(
        request,
        form,
        partial(actions.transfer, found, by=user),
        _("Moved; the old place goes to the next in line."),
        title=_("Move to another class"),
        about=str(found),
        back=page_of(found),
        after=reverse("desk_enrollment:index"),
        icon="user",
    )


def defer(request: HttpRequest, code: str) -> HttpResponse:
    """Put somebody's place off to a later class of the course."""
    user = allowed(request, "enrollment.admit_enrollment")
    known = Enrollment.objects.select_related("person__user", "cohort__edition")
    found = get_object_or_404(known, code=code)
    return asked(
        request,
        ReasonForm(posted(request)),
        partial(actions.defer, found, by=user),
        _("Put off; in a later class they come first."),
        title=_("Put off to a later class"),
        about=str(found),
        back=page_of(found),
        icon="user",
    )


def _record(
    request: HttpRequest,
    code: str,
    right: str,
    form_class: type[BaseForm],
    verb: Callable[..., Any],
    title: str,
) -> HttpResponse:
    """Put something on file about a person."""
    user = allowed(request, right)
    found = get_object_or_404(Person, code=code)
    return asked(
        request,
        form_class(posted(request)),
        partial(verb, found, by=user),
        _("Saved."),
        title=title,
        about=str(found),
        back=reverse(PERSON, args=[code]),
        icon="user",
    )
