from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from school.lib.errors import Refusal
from school.people.models import User
from school.wages import actions
from school.wages.access import has_consented
from school.wages.actions.follow_ups import check_open
from school.wages.forms import PayForm
from school.wages.models import FollowUp, WageRecord
from school.wages.rules import Pay
from school.wages.views.consent import agree, wage_text


def _own(request: HttpRequest, code: str) -> FollowUp:
    assert isinstance(request.user, User)
    return get_object_or_404(
        FollowUp.objects.select_related(
            "enrollment__person", "enrollment__cohort__edition__course"
        ),
        enrollment__person__user=request.user,
        code=code,
    )


@login_required
def follow_up(request: HttpRequest, code: str) -> HttpResponse:
    """In work or not, then paid by what, then how much; each step a tap."""
    asked = _own(request, code)
    unit = request.GET.get("unit", "")
    context = {"follow_up": asked, "in_work": False, "units": WageRecord.Unit.choices}
    try:
        check_open(asked, at=timezone.now())
    except Refusal as refusal:
        context["refusal"] = refusal
        return render(request, "wages/follow_up_closed.html", context)
    if not has_consented(asked.enrollment.person):
        context["text"] = wage_text()
        return render(request, "wages/follow_up_consent.html", context)
    if unit not in WageRecord.Unit.values:
        context["in_work"] = request.GET.get("work") == "yes"
        return render(request, "wages/follow_up_work.html", context)
    form = PayForm(request.POST or None, unit=unit)
    if request.method == "POST" and form.is_valid():
        try:
            return _answered(request, asked, FollowUp.Employment.EMPLOYED, form.pay())
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    return render(request, "wages/follow_up_sum.html", {**context, "form": form})


@login_required
@require_POST
def follow_up_answer(request: HttpRequest, code: str) -> HttpResponse:
    """`answer` is agree, employed (the pay is not told) or not_employed."""
    asked = _own(request, code)
    assert isinstance(request.user, User)
    answer = request.POST.get("answer", "")
    try:
        if answer in FollowUp.Employment.values:
            return _answered(request, asked, answer, None)
        if answer == "agree":
            version = request.POST.get("version", "")
            agree(asked.enrollment.person, version=version, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    return redirect("wages:follow_up", code)


def _answered(
    request: HttpRequest, asked: FollowUp, employment: str, pay: Pay | None
) -> HttpResponse:
    assert isinstance(request.user, User)
    actions.answer_follow_up(asked, employment=employment, pay=pay, by=request.user)
    messages.success(request, _("Noted. Thank you for telling us."))
    return redirect("wages:mine")
