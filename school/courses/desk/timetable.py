"""Planning at the desk: what is typed is shown with all that stands in its way, then saved."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from school.courses import access, actions, proposals, rules
from school.courses.actions.dates import refuse_no_evening
from school.courses.actions.plan import Pattern
from school.courses.desk.forms import (
    EditionForm,
    MakeUpForm,
    PlanForm,
    ReasonForm,
    SessionForm,
    habits,
)
from school.courses.desk.pages import ask, class_of, desk_user
from school.courses.models import Cohort, Session
from school.lib.errors import Refusal
from school.people.models import User

CONFIRMED, AGAIN = "confirmed", "again"


def plan(request: HttpRequest, code: str) -> HttpResponse:
    user, cohort = class_of(request, code)
    if not access.can_plan(user, cohort):
        raise PermissionDenied
    form = PlanForm(_data(request), initial=habits(cohort))

    def save() -> str:
        sessions = actions.plan_sessions(cohort, by=user, **form.cleaned_data)
        return _("%(count)s evenings are planned.") % {"count": len(sessions)}

    return _shown_then_saved(
        request,
        cohort,
        form,
        _("Plan the evenings"),
        verb=_("Preview the plan"),
        propose=lambda: proposals.of_plan(cohort, Pattern(**form.cleaned_data)),
        save=save,
    )


def change_edition(request: HttpRequest, code: str) -> HttpResponse:
    """Hold the class by another edition, once all that changes has been seen."""
    user, cohort = class_of(request, code)
    if not (access.can_change(user, cohort) and access.can_plan(user, cohort)):
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    form, title = EditionForm(data, cohort=cohort), _("Change the edition")
    if request.method == "POST" and form.is_valid() and AGAIN not in request.POST:
        chosen = {"edition": form.cleaned_data["edition"], "pattern": form.pattern}
        try:
            shown = proposals.of_edition(cohort, **chosen)
            if request.POST.get(CONFIRMED) != shown.seal:
                return _preview(request, cohort, form, shown, title)
            reason = form.cleaned_data["reason"]
            actions.change_edition(cohort, by=user, reason=reason, **chosen)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The edition is changed; all have been told."))
            return redirect("cohort:inspect", cohort.pk)
    return ask(request, cohort, form, title)


def change_session(request: HttpRequest, code: str) -> HttpResponse:
    """Another time, room or teacher for one evening."""
    user, session = _evening(request, code)
    form = SessionForm(_data(request), session=session)

    def save() -> str:
        _change(session, form, user)
        return _("The evening has been changed.")

    return _shown_then_saved(
        request,
        session.cohort,
        form,
        str(session.evening),
        verb=_("Preview the change"),
        before=session,
        is_told=True,
        propose=lambda: _proposed(session, form.cleaned_data, pk=session.pk),
        save=save,
    )


def make_up(request: HttpRequest, code: str) -> HttpResponse:
    """Hold once more an evening that was cancelled or missed."""
    user, session = _evening(request, code)
    form = MakeUpForm(_data(request), session=session)

    def save() -> str:
        _hold_again(session, form.cleaned_data, user)
        return _("The make-up evening is planned.")

    return _shown_then_saved(
        request,
        session.cohort,
        form,
        _("Make up for: %(evening)s") % {"evening": session.evening},
        verb=_("Preview the make-up evening"),
        is_told=True,
        propose=lambda: _proposed(session, form.cleaned_data, pk=None),
        save=save,
    )


def cancel_session(request: HttpRequest, code: str) -> HttpResponse:
    user, session = _evening(request, code)
    form = ReasonForm(_data(request))
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
    verb = _("Cancel the evening")
    return ask(
        request, session.cohort, form, title, verb=verb, is_serious=True, is_told=True
    )


@transaction.atomic
def _change(session: Session, form: SessionForm, user: User) -> None:
    typed = form.cleaned_data
    starts_at, ends_at = _times(typed)
    is_given = typed["teacher"] and typed["teacher"].pk != session.teacher_id
    if set(form.changed_data) & {"day", "begins", "ends", "venue", "room"}:
        actions.move_session(
            session,
            by=user,
            reason=typed["reason"],
            venue=typed["venue"],
            room=typed["room"],
            teacher=typed["teacher"],
            starts_at=starts_at,
            ends_at=ends_at,
        )
    elif is_given:
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


def _proposed(
    session: Session, typed: dict[str, Any], *, pk: int | None
) -> proposals.Preview:
    """The evening as typed, in the place of `session` or as a new one."""
    starts_at, ends_at = _times(typed)
    refuse_no_evening(starts_at, ends_at)
    return proposals.of_evening(
        Session(
            pk=pk,
            cohort=session.cohort,
            evening=session.evening,
            venue=typed["venue"],
            room=typed["room"],
            teacher=typed["teacher"] or session.teacher,
            starts_at=starts_at,
            ends_at=ends_at,
        )
    )


def _data(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _shown_then_saved(
    request: HttpRequest,
    cohort: Cohort,
    form: BaseForm,
    title: str,
    *,
    verb: str,
    propose: Callable[[], proposals.Preview],
    save: Callable[[], str],
    before: Session | None = None,
    is_told: bool = False,
) -> HttpResponse:
    """Saves once what is proposed has been seen; `save` tells what was done."""
    if request.method == "POST" and form.is_valid() and AGAIN not in request.POST:
        try:
            shown = propose()
            if request.POST.get(CONFIRMED) != shown.seal:
                more = {"before": before, "is_told": is_told}
                return _preview(request, cohort, form, shown, title, **more)
            done = save()
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("cohort:inspect", cohort.pk)
    return ask(request, cohort, form, title, verb=verb)


def _preview(
    request: HttpRequest,
    cohort: Cohort,
    form: BaseForm,
    shown: proposals.Preview,
    title: str,
    **more: Any,
) -> HttpResponse:
    context = {
        "page_title": title,
        "page_subtitle": cohort.name,
        "header_icon": "calendar",
        "form": form,
        "preview": shown,
        "cohort": cohort,
        "has_changed": bool(request.POST.get(CONFIRMED)),
        **more,
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
