"""The page on which somebody says when they work."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from school.enrollment import actions
from school.enrollment.forms import ShiftForm
from school.enrollment.models import Shift
from school.lib.errors import Refusal
from school.people.access import person_of
from school.people.requests import MemberRequest


@login_required
def mine(request: MemberRequest) -> HttpResponse:
    person = person_of(request.user)
    if person is None:
        return redirect("people:profile")
    form = ShiftForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.declare_shift(person, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("enrollment:shifts")
    shifts = Shift.objects.visible_to(request.user)
    return render(request, "enrollment/shifts.html", {"form": form, "shifts": shifts})


@login_required
@require_POST
def drop(request: MemberRequest, code: str) -> HttpResponse:
    shifts = Shift.objects.visible_to(request.user).select_related("person")
    actions.drop_shift(get_object_or_404(shifts, code=code), by=request.user)
    messages.success(request, _("Taken off."))
    return redirect("enrollment:shifts")
