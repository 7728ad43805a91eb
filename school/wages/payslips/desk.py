"""Payslips at the desk: what waits, and each beside the form for what stands on it."""

from decimal import Decimal
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from school.people.models import User
from school.people.requests import allowed
from school.ui.asking import asked
from school.ui.reasons import ReasonForm
from school.ui.steps import posted
from school.wages import actions as wages
from school.wages import rules
from school.wages.forms import DeskPayForm
from school.wages.models import Payslip, WageRecord
from school.wages.payslips import actions

# Of those that are over the last ones.
MOST_LISTED = 30


class ReadForm(DeskPayForm):
    """What stands on the payslip; without a sum there is nothing to note."""

    def as_verb(self) -> dict[str, object]:
        return {"pay": self.pay()}


class RefuseForm(ReasonForm):
    pass


def index(request: HttpRequest) -> HttpResponse:
    user = allowed(request, actions.READ)
    payslips = Payslip.objects.exclude(person__user=user).select_related("person")
    over = payslips.filter(status__in=[Payslip.Status.READ, Payslip.Status.REFUSED])
    context = {
        "page_title": _("Payslips"),
        "header_icon": "doc-full",
        "waiting": payslips.waiting(),
        "over": over.order_by("-ended_at")[:MOST_LISTED],
    }
    return render(request, "wages/desk/payslips/index.html", context)


def _waiting(user: User, code: str) -> Payslip:
    payslips = Payslip.objects.exclude(person__user=user).select_related("person")
    return get_object_or_404(payslips.waiting(), code=code)


def read(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, actions.READ)
    payslip = _waiting(user, code)
    return asked(
        request,
        ReadForm(posted(request)),
        partial(actions.read_payslip, payslip, by=user),
        _("Noted. The worker is told."),
        title=_("Note what stands on it"),
        about=str(payslip),
        back=reverse("wages_desk:payslips"),
        icon="doc-full",
        template="wages/desk/payslips/read.html",
        payslip=payslip,
    )


def correct(request: HttpRequest, code: str) -> HttpResponse:
    """What was read wrong is put right; the record that was wrong is kept."""
    user = allowed(request, actions.READ)
    read = Payslip.objects.filter(status=Payslip.Status.READ)
    known = read.exclude(person__user=user).select_related("person", "record")
    payslip = get_object_or_404(known, code=code)
    record = payslip.record
    assert record
    return asked(
        request,
        ReadForm(posted(request), initial=_as_typed(record)),
        partial(wages.correct_wage, record, by=user),
        _("Put right. What was noted before is kept."),
        title=_("Put right what was noted"),
        about=str(payslip),
        back=reverse("wages_desk:payslips"),
        icon="doc-full",
        template="wages/desk/payslips/read.html",
        payslip=payslip,
    )


def _as_typed(record: WageRecord) -> dict[str, object]:
    is_counted = rules.is_counted(record.unit)
    return {
        "unit": record.unit,
        "amount": f"{Decimal(record.amount_fen) / rules.FEN:f}",
        "quantity": Decimal(record.quantity_hundredths) / rules.HUNDREDTHS
        if is_counted
        else None,
        "basis": record.basis,
        "employer": record.employer,
    }


def refuse(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, actions.READ)
    payslip = _waiting(user, code)
    return asked(
        request,
        RefuseForm(posted(request)),
        partial(actions.refuse_payslip, payslip, by=user),
        _("Noted. The worker is told why."),
        title=_("It cannot be used"),
        about=str(payslip),
        back=reverse("wages_desk:payslips"),
        icon="warning",
    )
