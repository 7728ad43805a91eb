from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from school.lib.errors import Refusal
from school.people.requests import MemberRequest
from school.ui.steps import posted, press, send
from school.wages import actions
from school.wages.evidence.forms import ObjectionForm
from school.wages.forms import PayForm
from school.wages.models import WageRecord


def _told_by_another(request: MemberRequest, code: str) -> WageRecord:
    told = WageRecord.objects.standing().exclude(source=WageRecord.Source.SELF)
    return get_object_or_404(
        told.select_related("person", "objection"),
        person__user=request.user,
        code=code,
    )


@login_required
def objection(request: MemberRequest, code: str) -> HttpResponse:
    """Say that a sum told by another is not right; one's own word may follow."""
    record = _told_by_another(request, code)
    form = ObjectionForm(posted(request))

    def verb() -> str:
        actions.object_to(record, by=request.user, **form.cleaned_data)
        return _("Noted: this sum counts no more. You may tell your own.")

    if send(request, form, verb):
        return redirect("wages:beside", code)
    context = {"record": record, "form": form}
    return render(request, "wages/objection.html", context)


@login_required
@require_POST
def take_objection_back(request: MemberRequest, code: str) -> HttpResponse:
    record = _told_by_another(request, code)

    def verb() -> str:
        actions.take_objection_back(record, by=request.user)
        return _("Taken back: the sum counts again.")

    press(request, verb)
    return redirect("wages:mine")


@login_required
def beside(request: MemberRequest, code: str) -> HttpResponse:
    """One's own sum for the same days: paid by what, then how much."""
    record = _told_by_another(request, code)
    unit = request.GET.get("unit", "")
    context = {"record": record, "units": WageRecord.Unit.choices}
    if unit not in WageRecord.Unit.values:
        return render(request, "wages/beside_unit.html", context)
    form = PayForm(request.POST or None, unit=unit)
    if request.method == "POST" and form.is_valid():
        try:
            actions.tell_beside(record, pay=form.pay(), by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Noted. Your own word stands beside it."))
            return redirect("wages:mine")
    return render(request, "wages/beside_sum.html", {**context, "form": form})
