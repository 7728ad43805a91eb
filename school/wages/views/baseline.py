from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from school.enrollment.models import Enrollment
from school.lib.errors import Refusal
from school.people.models import User
from school.wages import actions
from school.wages.access import has_consented
from school.wages.actions.baseline import ASKED_WHILE
from school.wages.forms import PayForm
from school.wages.models import Baseline, WageRecord
from school.wages.views.consent import agree, wage_text


def _own(request: HttpRequest, code: str) -> Enrollment:
    assert isinstance(request.user, User)
    return get_object_or_404(
        Enrollment.objects.select_related("person", "cohort__edition__course"),
        person__user=request.user,
        code=code,
    )


@login_required
def baseline(request: HttpRequest, code: str) -> HttpResponse:
    """Consent, then paid by what, then how much; each step a tap."""
    enrollment = _own(request, code)
    unit = request.GET.get("unit", "")
    answered = Baseline.objects.filter(enrollment=enrollment).first()
    context = {
        "enrollment": enrollment,
        "answered": answered,
        "units": WageRecord.Unit.choices,
    }
    if enrollment.status not in ASKED_WHILE:
        return render(request, "wages/baseline_closed.html", context)
    if not has_consented(enrollment.person):
        return render(
            request, "wages/baseline_consent.html", {**context, "text": wage_text()}
        )
    if unit not in WageRecord.Unit.values:
        return render(request, "wages/baseline_unit.html", context)
    form = PayForm(request.POST or None, unit=unit)
    if (
        request.method == "POST"
        and form.is_valid()
        and _told(request, enrollment, form)
    ):
        return redirect("enrollment:detail", enrollment.code)
    return render(request, "wages/baseline_sum.html", {**context, "form": form})


def _told(request: HttpRequest, enrollment: Enrollment, form: PayForm) -> bool:
    assert isinstance(request.user, User)
    try:
        actions.tell_baseline(enrollment, pay=form.pay(), by=request.user)
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return False
    messages.success(request, _("Noted. Thank you; nobody else in class sees this."))
    return True


@login_required
@require_POST
def baseline_answer(request: HttpRequest, code: str) -> HttpResponse:
    """`answer` is agree, no_work or declined."""
    enrollment = _own(request, code)
    assert isinstance(request.user, User)
    answer = request.POST.get("answer")
    try:
        if answer == "agree":
            version = request.POST.get("version", "")
            agree(enrollment.person, version=version, by=request.user)
            return redirect("wages:baseline", code)
        if answer == Baseline.Answer.NO_WORK:
            actions.note_no_work(enrollment, by=request.user)
            messages.success(request, _("Noted: no paid work before the course."))
        elif answer == Baseline.Answer.DECLINED:
            actions.decline_baseline(enrollment, by=request.user)
            messages.success(
                request, _("That is fine. Nothing else changes, and nobody asks again.")
            )
        else:
            return redirect("wages:baseline", code)
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
        return redirect("wages:baseline", code)
    return redirect("enrollment:detail", code)
