"""The outcomes officer's screens: a phone interview, and a record from a paper."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from school.lib.errors import Refusal
from school.people.models import Person, User
from school.people.requests import allowed
from school.wages import actions
from school.wages.access import has_consented
from school.wages.forms import InterviewForm, WageEntryForm
from school.wages.links import actions as links
from school.wages.models import FollowUp, WageRecord


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
        messages.success(request, _("The answer is noted."))
        return redirect("followup:index")
    context = {
        "page_title": _("Phone interview"),
        "page_subtitle": follow_up.enrollment.person.name,
        "header_icon": "mail",
        "follow_up": follow_up,
        "has_consented": has_consented(follow_up.enrollment.person),
        "form": form,
        "sample": links.sample(follow_up),
    }
    return render(request, "wages/desk/interview.html", context)


def _told(follow_up: FollowUp, form: InterviewForm, *, by: User) -> bool:
    outcome = form.cleaned_data["outcome"]
    try:
        if outcome == InterviewForm.UNREACHED:
            reason = form.cleaned_data["reason"]
            actions.mark_unreached(follow_up, by=by, reason=reason)
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
