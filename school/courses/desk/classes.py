"""The registrar's steps with one class: open it, plan its evenings, give its duties."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from school.courses import access, actions, rules
from school.courses.desk.forms import DutyForm, PlanForm, ReasonForm, SessionForm
from school.courses.models import Cohort, Duty, Edition, Session
from school.courses.refusals import WrongStatus
from school.lib.errors import Refusal
from school.people.models import User

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
    user, cohort = _cohort(request, code)
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
    user, cohort = _cohort(request, code)
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
    return _ask(request, cohort, form, str(STEP_NAMES["cancel"]), is_serious=True)


def plan(request: HttpRequest, code: str) -> HttpResponse:
    user, cohort = _cohort(request, code)
    if not access.can_plan(user, cohort):
        raise PermissionDenied
    form = PlanForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            sessions = actions.plan_sessions(cohort, by=user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            planned = {"count": len(sessions)}
            messages.success(request, _("%(count)s evenings are planned.") % planned)
            return redirect("cohort:inspect", cohort.pk)
    return _ask(request, cohort, form, _("Plan the evenings"))


def assign(request: HttpRequest, code: str) -> HttpResponse:
    user, cohort = _cohort(request, code)
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
    return _ask(request, cohort, form, _("Give a duty"))


@require_POST
def relieve(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    user, cohort = _cohort(request, code)
    duty = get_object_or_404(Duty, cohort=cohort, pk=pk)
    if not access.can_change(user, cohort):
        raise PermissionDenied
    try:
        actions.relieve_duty(duty, by=user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("cohort:inspect", cohort.pk)


def change_session(request: HttpRequest, code: str) -> HttpResponse:
    """Another time, room or teacher for one evening; clashes are shown before saving."""
    user = _desk_user(request)
    session = get_object_or_404(Session.objects.select_related("cohort"), code=code)
    if not access.can_plan(user, session.cohort):
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    form = SessionForm(data, session=session)
    if request.method == "POST" and form.is_valid():
        try:
            _change(session, form, user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The evening has been changed."))
            return redirect("cohort:inspect", session.cohort_id)
    return _ask(request, session.cohort, form, str(session.evening))


def cancel_session(request: HttpRequest, code: str) -> HttpResponse:
    user = _desk_user(request)
    session = get_object_or_404(Session.objects.select_related("cohort"), code=code)
    if not access.can_plan(user, session.cohort):
        raise PermissionDenied
    form = ReasonForm(request.POST if request.method == "POST" else None)
    form.fields["reason"].help_text = _("The trainees of the class read it.")
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel_session(session, by=user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Cancelled; the trainees have been told."))
            return redirect("cohort:inspect", session.cohort_id)
    title = _("Cancel the evening: %(evening)s") % {"evening": session.evening}
    return _ask(request, session.cohort, form, title, is_serious=True)


@require_POST
def publish(request: HttpRequest, course: str, version: str) -> HttpResponse:
    user = _desk_user(request)
    edition = get_object_or_404(Edition, course__code=course, version=version)
    if not access.can_publish(user):
        raise PermissionDenied
    try:
        actions.publish_edition(edition, by=user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("edition:inspect", edition.pk)


@transaction.atomic
def _change(session: Session, form: SessionForm, user: User) -> None:
    typed = form.cleaned_data
    zone = timezone.get_current_timezone()
    if set(form.changed_data) & {"day", "begins", "ends", "venue", "room"}:
        actions.move_session(
            session,
            by=user,
            reason=typed["reason"],
            starts_at=datetime.combine(typed["day"], typed["begins"], zone),
            ends_at=datetime.combine(typed["day"], typed["ends"], zone),
            venue=typed["venue"],
            room=typed["room"],
        )
    if typed["teacher"] and typed["teacher"].pk != session.teacher_id:
        actions.replace_teacher(
            session, by=user, teacher=typed["teacher"], reason=typed["reason"]
        )


def _desk_user(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User) or not user.has_perm("courses.view_cohort"):
        raise PermissionDenied
    return user


def _cohort(request: HttpRequest, code: str) -> tuple[User, Cohort]:
    user = _desk_user(request)
    return user, get_object_or_404(
        Cohort.objects.select_related("edition__course"), code=code
    )


def _ask(
    request: HttpRequest,
    cohort: Cohort,
    form: BaseForm,
    title: str,
    *,
    is_serious: bool = False,
) -> HttpResponse:
    context = {
        "page_title": title,
        "page_subtitle": cohort.name,
        "header_icon": "calendar",
        "form": form,
        "media": form.media,
        "is_serious": is_serious,
        "back": reverse("cohort:inspect", args=[cohort.pk]),
    }
    return render(request, "courses/desk/form.html", context)
