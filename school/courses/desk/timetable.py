"""Planning at the desk: what is typed is shown with all that stands in its way, then saved."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from school.courses import access, actions, proposals, rules
from school.courses.actions.dates import refuse_no_evening
from school.courses.actions.plan import Pattern
from school.courses.desk.forms import MakeUpForm, PlanForm, ReasonForm, SessionForm
from school.courses.desk.pages import ask, class_of, desk_user
from school.courses.models import Cohort, Session
from school.lib.errors import Refusal
from school.people.models import User

CONFIRMED, AGAIN = "confirmed", "again"


def plan(request: HttpRequest, code: str) -> HttpResponse:
    user, cohort = class_of(request, code)
    if not access.can_plan(user, cohort):
        raise PermissionDenied
    form = PlanForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and AGAIN not in request.POST:
        try:
            shown = proposals.of_plan(cohort, Pattern(**form.cleaned_data))
            if request.POST.get(CONFIRMED) != shown.seal:
                return _preview(request, cohort, form, shown, _("Plan the evenings"))
            sessions = actions.plan_sessions(cohort, by=user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            planned = {"count": len(sessions)}
            messages.success(request, _("%(count)s evenings are planned.") % planned)
            return redirect("cohort:inspect", cohort.pk)
    return ask(request, cohort, form, _("Plan the evenings"))


def change_session(request: HttpRequest, code: str) -> HttpResponse:
    """Another time, room or teacher for one evening."""
    user, session = _evening(request, code)
    data = request.POST if request.method == "POST" else None
    form = SessionForm(data, session=session)
    title = str(session.evening)
    if request.method == "POST" and form.is_valid() and AGAIN not in request.POST:
        try:
            if shown := _to_confirm(request, session, form, title):
                return shown
            _change(session, form, user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The evening has been changed."))
            return redirect("cohort:inspect", session.cohort_id)
    return ask(request, session.cohort, form, title)


def make_up(request: HttpRequest, code: str) -> HttpResponse:
    """Hold once more an evening that was cancelled or missed."""
    user, session = _evening(request, code)
    data = request.POST if request.method == "POST" else None
    form = MakeUpForm(data, session=session)
    title = _("Make up for: %(evening)s") % {"evening": session.evening}
    if request.method == "POST" and form.is_valid() and AGAIN not in request.POST:
        try:
            if shown := _to_confirm(request, session, form, title, is_new=True):
                return shown
            _hold_again(session, form.cleaned_data, user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The make-up evening is planned."))
            return redirect("cohort:inspect", session.cohort_id)
    return ask(request, session.cohort, form, title)


def cancel_session(request: HttpRequest, code: str) -> HttpResponse:
    user, session = _evening(request, code)
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
    return ask(request, session.cohort, form, title, is_serious=True)


@transaction.atomic
def _change(session: Session, form: SessionForm, user: User) -> None:
    typed = form.cleaned_data
    starts_at, ends_at = _times(typed)
    if set(form.changed_data) & {"day", "begins", "ends", "venue", "room"}:
        actions.move_session(
            session,
            by=user,
            reason=typed["reason"],
            venue=typed["venue"],
            room=typed["room"],
            starts_at=starts_at,
            ends_at=ends_at,
        )
    if typed["teacher"] and typed["teacher"].pk != session.teacher_id:
        actions.replace_teacher(
            session, by=user, teacher=typed["teacher"], reason=typed["reason"]
        )


def _hold_again(session: Session, typed: dict[str, Any], user: User) -> None:
    starts_at, ends_at = _times(typed)
    actions.make_up(
        session,
        by=user,
        reason=typed["reason"],
        starts_at=starts_at,
        ends_at=ends_at,
        venue=typed["venue"],
        room=typed["room"],
        teacher=typed["teacher"],
    )


def _times(typed: dict[str, Any]) -> tuple[datetime, datetime]:
    zone = timezone.get_current_timezone()
    starts, ends = rules.evening_of(typed["day"], typed["begins"], typed["ends"])
    return starts.replace(tzinfo=zone), ends.replace(tzinfo=zone)


def _to_confirm(
    request: HttpRequest,
    session: Session,
    form: SessionForm,
    title: str,
    *,
    is_new: bool = False,
) -> HttpResponse | None:
    """The page that shows the evening as typed; nothing once that has been seen."""
    typed = form.cleaned_data
    starts_at, ends_at = _times(typed)
    refuse_no_evening(starts_at, ends_at)
    proposed = Session(
        pk=None if is_new else session.pk,
        cohort=session.cohort,
        evening=session.evening,
        venue=typed["venue"],
        room=typed["room"],
        teacher=typed["teacher"] or session.teacher,
        starts_at=starts_at,
        ends_at=ends_at,
    )
    shown = proposals.of_evening(proposed)
    if request.POST.get(CONFIRMED) == shown.seal:
        return None
    return _preview(request, session.cohort, form, shown, title)


def _preview(
    request: HttpRequest,
    cohort: Cohort,
    form: BaseForm,
    shown: proposals.Preview,
    title: str,
) -> HttpResponse:
    context = {
        "page_title": title,
        "page_subtitle": cohort.name,
        "header_icon": "calendar",
        "form": form,
        "preview": shown,
        "has_changed": bool(request.POST.get(CONFIRMED)),
        "back": reverse("cohort:inspect", args=[cohort.pk]),
    }
    return render(request, "courses/desk/preview.html", context)


def _evening(request: HttpRequest, code: str) -> tuple[User, Session]:
    user = desk_user(request)
    session = get_object_or_404(
        Session.objects.select_related("cohort", "evening", "venue", "teacher"),
        code=code,
    )
    if not access.can_plan(user, session.cohort):
        raise PermissionDenied
    return user, session
