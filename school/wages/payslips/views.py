from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from school.lib.errors import Refusal
from school.looks.doors import seen
from school.looks.models import Look
from school.people.access import person_of
from school.people.models import Person, User
from school.people.requests import MemberRequest
from school.ui.steps import press
from school.wages.models import Payslip
from school.wages.payslips import actions, rules
from school.wages.payslips.forms import BESIDE, PayslipForm


@login_required
def hand_in(request: MemberRequest) -> HttpResponse:
    """From her phone: of which month, and a picture."""
    person = person_of(request.user)
    if person is None:
        return redirect("people:profile")
    form = PayslipForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and _handed_in(form, person, by=request.user):
        messages.success(request, _("Handed in. You are told once it is read."))
        return redirect("wages:mine")
    context = {"form": form, "days": rules.KEPT.days}
    return render(request, "wages/payslips/hand_in.html", context)


def _handed_in(form: PayslipForm, person: Person, *, by: User) -> bool:
    """False, with what is wrong beside its field, if it may not be."""
    if not form.is_valid():
        return False
    typed = form.cleaned_data
    try:
        actions.hand_in_payslip(
            person, month=typed["month"], file=typed["picture"], by=by
        )
    except Refusal as refusal:
        form.add_error(BESIDE.get(refusal.code), str(refusal))
        return False
    return True


@login_required
@require_POST
def withdraw(request: MemberRequest, code: str) -> HttpResponse:
    own = Payslip.objects.filter(person__user=request.user).select_related("person")
    payslip = get_object_or_404(own, code=code)
    verb = partial(actions.withdraw_payslip, payslip, by=request.user)

    def done() -> str:
        verb()
        return _("Taken back. The picture is deleted.")

    press(request, done)
    return redirect("wages:mine")


@login_required
@require_safe
@never_cache
def picture(request: MemberRequest, code: str) -> FileResponse:
    """The file has no address of its own: its worker asks for it, and who may read it."""
    readable = Payslip.objects.visible_to(request.user).exclude(file="")
    payslip = get_object_or_404(readable.select_related("person"), code=code)
    seen(request, payslip.person, kind=Look.Kind.PAYSLIP, on=payslip)
    is_photo = payslip.media_type.startswith("image/")
    return FileResponse(
        payslip.file.open("rb"),
        content_type=payslip.media_type,
        as_attachment=not is_photo,
        filename=f"{payslip.code}.{'jpg' if is_photo else 'pdf'}",
    )
