from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from school.enrollment.models import Enrollment
from school.lib.errors import Refusal
from school.people.access import person_of
from school.people.models import Consent, ConsentText, Person, User
from school.wages import actions
from school.wages.access import has_consented
from school.wages.actions.follow_ups import TO_ASK
from school.wages.bands.facts import has_agreed
from school.wages.bands.shown import near
from school.wages.forms import PayForm
from school.wages.minimum.actions import known
from school.wages.minimum.rules import below
from school.wages.models import FollowUp, OwedPay, WageRecord
from school.wages.views.consent import wage_text

# Of those handed in, the latest months.
PAYSLIPS = 24


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """What the school was told about one's own pay, and when it asks again."""
    assert isinstance(request.user, User)
    person = person_of(request.user)
    if person is None:
        return render(request, "wages/nobody.html")
    records = WageRecord.objects.filter(person=person).standing()
    records = records.select_related("enrollment__cohort", "objection")
    minimums, today = known(), timezone.localdate()
    follow_ups = FollowUp.objects.not_passed(on=today).worth_asking()
    publication, bands = near(person)
    agrees = has_consented(person)
    context = {
        "records": [
            (
                record,
                below(record.pay(), minimums, town=person.town, on=record.period_start),
            )
            for record in records
        ],
        # Whoever took her consent back is asked nothing more.
        "follow_ups": follow_ups.filter(
            enrollment__person=person, status__in=TO_ASK
        ).select_related("enrollment__cohort")
        if agrees
        else [],
        "owed": OwedPay.objects.filter(person=person),
        "payslips": person.payslips.order_by("-month", "-pk")[:PAYSLIPS],
        "today": today,
        "has_consented": agrees,
        "company": person.company,
        "company_reports": person.has_consented(ConsentText.Purpose.COMPANY_PAY),
        "text": wage_text(),
        "publication": publication,
        "bands": bands,
        "counts_in_bands": has_agreed(person),
        "waits_unasked": _waits_unasked(person),
    }
    return render(request, "wages/mine.html", context)


def _waits_unasked(person: Person) -> bool:
    """She waits for a place, and agreed to a text that does not speak of that."""
    waiting = Enrollment.objects.filter(
        person=person, status=Enrollment.Status.WAITLISTED
    )
    consents = Consent.objects.standing().of(ConsentText.Purpose.WAGES)
    covered = consents.filter(person=person, text__covers_waiting=True)
    return waiting.exists() and not covered.exists()


@login_required
def correct(request: HttpRequest, code: str) -> HttpResponse:
    """Put one's own record right: paid by what, then how much."""
    assert isinstance(request.user, User)
    record = get_object_or_404(
        WageRecord.objects.standing().select_related("person"),
        person__user=request.user,
        source=WageRecord.Source.SELF,
        code=code,
    )
    unit = request.GET.get("unit", "")
    context = {"record": record, "units": WageRecord.Unit.choices}
    if unit not in WageRecord.Unit.values:
        return render(request, "wages/correct_unit.html", context)
    form = PayForm(request.POST or None, unit=unit)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_wage(record, pay=form.pay(), by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Put right. What you said before is kept."))
            return redirect("wages:mine")
    return render(request, "wages/correct_sum.html", {**context, "form": form})
