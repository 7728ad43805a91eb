"""What waits at the desk of pay."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from school.people.models import User
from school.ui.waits import WAITING, Kind, Source, Wait, counted
from school.wages.actions import ANSWER
from school.wages.models import (
    FollowUp,
    Objection,
    OwedPay,
    Payslip,
    WageUpload,
)
from school.wages.payslips.actions import READ
from school.wages.phoning.actions import to_phone
from school.wages.uploads.access import REPORT

CHECKED = WageUpload.Status.CHECKED
DUE = Kind(
    _("Follow-ups due"),
    lambda rows, _user: rows.filter(
        pk__in=FollowUp.objects.to_answer(on=timezone.localdate()).values("pk"),
        status=FollowUp.Status.SCHEDULED,
    ),
)
TO_LOOK_AT = Kind(
    _("Cases of owed pay to look at again"),
    lambda rows, _user: rows.filter(look_on__lte=timezone.localdate()),
)
ASKING = Kind(
    _("Workers asking for help with owed pay"),
    lambda rows, _user: rows.filter(
        status=OwedPay.Status.ASKED, look_on__gt=timezone.localdate()
    ),
)
FOLLOW_UPS = {"due": DUE}
OWED = {"look": TO_LOOK_AT, "asking": ASKING}


def _follow_ups(user: User, at: datetime) -> Iterator[Wait]:
    rows = DUE.narrow(FollowUp.objects.all(), user)
    href = reverse("followup:index") + f"?{WAITING}=due"
    yield counted(rows, DUE.label, href, since="due_on")


def _calls(user: User, at: datetime) -> Iterator[Wait]:
    rows, href = to_phone(on=timezone.localdate(at)), reverse("wages_desk:phone")
    keys = FollowUp.objects.filter(pk__in=list(rows.values_list("pk", flat=True)))
    yield counted(keys, _("People to phone today"), href, since="due_on")


def _owed(user: User, at: datetime) -> Iterator[Wait]:
    rows, href = OwedPay.objects.all(), reverse("owedpay:index")
    for key, moment in (("look", "look_on"), ("asking", "told_at")):
        kind, link = OWED[key], f"{href}?{WAITING}={key}"
        yield counted(kind.narrow(rows, user), kind.label, link, since=moment)


def _payslips(user: User, at: datetime) -> Iterator[Wait]:
    rows = Payslip.objects.waiting().exclude(person__user=user)
    href = reverse("wages_desk:payslips")
    yield counted(rows, _("Payslips to read"), href, since="handed_in_at")


def _objections(user: User, at: datetime) -> Iterator[Wait]:
    rows = Objection.objects.waiting().exclude(record__person__user=user)
    href = reverse("wages_desk:objections")
    yield counted(rows, _("Sums that workers say are wrong"), href, since="at")


def _uploads(user: User, at: datetime) -> Iterator[Wait]:
    rows = WageUpload.objects.visible_to(user).filter(status=CHECKED)
    href = reverse("wages:uploads") + f"?{WAITING}=1"
    yield counted(rows, _("Pay tables not taken in yet"), href, since="at")


WAITS = [
    Source("wages.view_followup", _follow_ups),
    Source("wages.answer_followup", _calls),
    Source("wages.mediate_owedpay", _owed),
    Source(READ, _payslips),
    Source(ANSWER, _objections),
    Source(REPORT, _uploads),
]
