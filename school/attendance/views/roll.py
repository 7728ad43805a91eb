from datetime import datetime, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from school.attendance import actions, ledger
from school.attendance.access import cohorts_seen_by, rolls_of
from school.attendance.forms import TimesForm
from school.attendance.models import Event
from school.attendance.rolls import hours_of, register_of, roll_of
from school.attendance.rules import Presence, leaves_early
from school.attendance.views.evening import session_of
from school.courses.models import Session
from school.enrollment.models import Enrollment
from school.lib.errors import Refusal
from school.people.requests import MemberRequest

MINUTE = timedelta(minutes=1)


@login_required
def roll(request: MemberRequest, code: str) -> HttpResponse:
    session = session_of(request, code)
    return render(
        request, "attendance/roll.html", {"session": session, **roll_of(session)}
    )


@login_required
@require_POST
def mark(request: MemberRequest, code: str) -> HttpResponse:
    """One tap on the roll: `mark` is `<kind>:<enrolment code>`; a reason is typed elsewhere."""
    session = session_of(request, code)
    kind, _colon, of = request.POST.get("mark", "").partition(":")
    # PostgreSQL takes no NUL, not even to look for it.
    if kind not in Event.PRESENCE or "\0" in of:
        return HttpResponse(status=400)
    enrollment = get_object_or_404(session.cohort.enrollments, code=of)
    try:
        actions.note(
            session,
            enrollment=enrollment,
            kind=Event.Kind(kind),
            by=request.user,
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("attendance:roll", code)
    # Back to where the thumb was: the roll of a class is several screens long.
    return redirect(f"{reverse('attendance:roll', args=[code])}#t-{enrollment.code}")


@login_required
@require_POST
def mark_all(request: MemberRequest, code: str, whither: str) -> HttpResponse:
    session = session_of(request, code)
    verb = actions.note_all_present if whither == "present" else actions.note_all_left
    if whither == "left" and "sure" not in request.POST:
        now = timezone.now()
        present = roll_of(session)["present"]
        if present and session.starts_at <= now and leaves_early(now, session.ends_at):
            return _ask_whether_over(request, session, present=present, now=now)
    try:
        count = verb(session, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        text = ngettext("Noted: %d trainee.", "Noted: %d trainees.", count)
        messages.success(request, text % count)
    return redirect("attendance:roll", code)


def _ask_whether_over(
    request: MemberRequest, session: Session, *, present: int, now: datetime
) -> HttpResponse:
    context = {
        "session": session,
        "present": present,
        "now": now,
        "minutes": (session.ends_at - now) // MINUTE,
    }
    return render(request, "attendance/leave_early.html", context)


@login_required
def times(request: MemberRequest, code: str, enrollment_code: str) -> HttpResponse:
    session = session_of(request, code)
    enrollment = get_object_or_404(
        session.cohort.enrollments.select_related("person"), code=enrollment_code
    )
    events = session.events.filter(enrollment=enrollment).select_related("recorded_by")
    known = ledger.presences(events).get(enrollment.pk)
    form = TimesForm(session, request.POST or None, initial=_clock_times(known))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                for kind, at in form.observations():
                    actions.note(
                        session,
                        enrollment=enrollment,
                        kind=kind,
                        by=request.user,
                        at=at,
                        reason=form.cleaned_data["reason"],
                    )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The times are noted."))
            return redirect("attendance:roll", code)
    context = {"session": session, "enrollment": enrollment, "form": form}
    return render(request, "attendance/times.html", {**context, "events": events})


def _clock_times(known: Presence | None) -> dict[str, datetime | None]:
    """As the clock on the wall showed them: a field of times converts no zones."""
    if known is None:
        return {}
    return {
        name: moment and timezone.localtime(moment)
        for name, moment in (("arrived", known.arrived), ("left", known.left))
    }


@login_required
def hours(request: MemberRequest, code: str) -> HttpResponse:
    """A trainee's evenings and hours; for herself and for those who work in the class."""
    enrollment = get_object_or_404(
        Enrollment.objects.visible_to(request.user).select_related(
            "person", "cohort__edition__course"
        ),
        code=code,
    )
    return render(
        request,
        "attendance/hours.html",
        {"enrollment": enrollment, **hours_of(enrollment, at=timezone.now())},
    )


@login_required
def register(request: MemberRequest, code: str) -> HttpResponse:
    """The whole class: evenings across, trainees down, minutes in the cells."""
    cohort = get_object_or_404(cohorts_seen_by(request.user), code=code)
    called = rolls_of(request.user).filter(cohort=cohort)
    context = {
        "cohort": cohort,
        "rolls": set(called.values_list("pk", flat=True)),
        **register_of(cohort),
    }
    return render(request, "attendance/register.html", context)
