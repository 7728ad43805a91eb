"""The outcomes officer's screens: a phone interview, and a record from a paper."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from school.lib.errors import Refusal
from school.looks.doors import seen
from school.looks.models import Look
from school.people.models import Person, User
from school.people.requests import allowed
from school.wages import actions
from school.wages.access import agrees_to
from school.wages.actions.follow_ups import check_to_ask
from school.wages.forms import WageEntryForm
from school.wages.links import actions as links
from school.wages.models import Call, FollowUp, WageRecord
from school.wages.phoning.actions import next_call, note_call, to_phone
from school.wages.phoning.forms import InterviewForm
from school.wages.phoning.rules import MOST_TRIES
from school.wages.refusals import Declined

# In the address of an interview: she works through the list.
LIST = "list"


def interview(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, "wages.answer_followup")
    follow_up = get_object_or_404(
        FollowUp.objects.visible_to(user).select_related(
            "enrollment__person__user", "enrollment__cohort"
        ),
        code=code,
    )
    form = InterviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _told(follow_up, form, by=user):
        messages.success(request, _("It is noted."))
        return _next(request)
    agrees, closed = agrees_to(follow_up), _closed(follow_up)
    if agrees and not closed and (person := follow_up.enrollment.person).phone:
        seen(request, person, kind=Look.Kind.PHONE, on=follow_up)
    context = {
        "page_title": _("Phone interview"),
        "page_subtitle": follow_up.enrollment.person.name,
        "header_icon": "mail",
        "follow_up": follow_up,
        "agrees": agrees,
        "closed": closed,
        "form": form,
        "sample": links.sample(follow_up),
        "calls": follow_up.calls.all(),
    }
    return render(request, "wages/desk/interview.html", context)


def _closed(follow_up: FollowUp) -> str:
    """Why nobody is to be called about it; empty if somebody may be."""
    try:
        check_to_ask(follow_up, at=timezone.now())
    except Declined:
        # What she tells of her own accord can be noted.
        return ""
    except Refusal as refusal:
        return str(refusal.message)
    return ""


def phone(request: HttpRequest) -> HttpResponse:
    """Whom to phone today, one after the other."""
    allowed(request, "wages.answer_followup")
    rows = to_phone(on=timezone.localdate()).select_related(
        "enrollment__person", "enrollment__cohort"
    )
    context = {
        "page_title": _("To phone today"),
        "header_icon": "mobile-alt",
        "rows": rows,
        "most": MOST_TRIES,
        "next_call": next_call(on=timezone.localdate()),
    }
    return render(request, "wages/desk/phone.html", context)


def _next(request: HttpRequest) -> HttpResponse:
    """The next on the list, for who works through it."""
    if LIST not in request.GET:
        return redirect("followup:index")
    code = to_phone(on=timezone.localdate()).values_list("code", flat=True).first()
    if code is None:
        return redirect("wages_desk:phone")
    return redirect(f"{reverse('wages_desk:interview', args=[code])}?{LIST}=1")


def _told(follow_up: FollowUp, form: InterviewForm, *, by: User) -> bool:
    outcome = form.cleaned_data["outcome"]
    try:
        if outcome in Call.Outcome.values:
            note_call(
                follow_up,
                outcome=outcome,
                note=form.cleaned_data["reason"],
                again_on=form.cleaned_data["again_on"],
                by=by,
            )
        else:
            actions.answer_follow_up(
                follow_up,
                employment=outcome,
                workplace=form.cleaned_data["workplace"],
                pay=form.pay(),
                by=by,
            )
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return False
    return True


def add_record(request: HttpRequest) -> HttpResponse:
    user = allowed(request, "wages.add_wagerecord")
    form = WageEntryForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _recorded(form, by=user):
        messages.success(request, _("The record is noted."))
        return redirect("wagerecord:index")
    context = {
        "page_title": _("Add a wage record"),
        "header_icon": "plus",
        "form": form,
    }
    return render(request, "wages/desk/add_record.html", context)


def _recorded(form: WageEntryForm, *, by: User) -> bool:
    pay, given = form.pay(), form.cleaned_data
    assert isinstance(form.person, Person)
    assert pay is not None
    try:
        actions.record_wage(
            form.person,
            pay=pay,
            period=(given["period_start"], given["period_end"]),
            source=given["source"],
            purpose=WageRecord.Purpose.OTHER,
            by=by,
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return False
    return True
