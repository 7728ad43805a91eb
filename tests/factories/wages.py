from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.notices import doors
from school.notices.models import Notice
from school.people.models import Consent, ConsentText, Person
from school.wages import actions
from school.wages.actions.reminders import tell_due
from school.wages.minimum.actions import enter_minimum
from school.wages.models import FollowUp, MinimumWage, OwedPay, Payslip, WageRecord
from school.wages.owed import actions as owing
from school.wages.payslips.actions import hand_in_payslip, read_payslip
from school.wages.payslips.rules import months
from school.wages.rules import Pay
from tests.factories.external import picture
from tests.factories.people import make_consent, make_user


def consent_to_wages(person: Person) -> Consent:
    return make_consent(person, ConsentText.Purpose.WAGES)


def make_record(person: Person, yuan: int = 6000, **extra: Any) -> WageRecord:
    """What a consenting person earned in a month that has passed."""
    today = timezone.localdate()
    pay = {"unit": "month", **{k: extra.pop(k) for k in ("unit",) if k in extra}}
    return actions.record_wage(
        person,
        pay=Pay(amount_fen=yuan * 100, **pay),
        period=(today - timedelta(days=30), today),
        by=SYSTEM,
        **extra,
    )


def make_disputed(person: Person, **extra: Any) -> WageRecord:
    """By a payslip, and she says that it is wrong; nobody has answered."""
    assert person.user
    record = make_record(person, source=WageRecord.Source.PAYSLIP, **extra)
    actions.object_to(record, words="少了两天", by=person.user)
    return record


def make_follow_up(
    enrollment: Enrollment, *, months: int = 3, due_on: date | None = None, **extra: Any
) -> FollowUp:
    """One that is due today unless said otherwise."""
    return FollowUp.objects.create(
        enrollment=enrollment,
        months=months,
        due_on=due_on or timezone.localdate(),
        **extra,
    )


def make_payslip(person: Person, *, months_ago: int = 1) -> Payslip:
    """One that waits to be read: of last month, or of one before."""
    assert person.user
    month = months(timezone.localdate())[months_ago - 1]
    return hand_in_payslip(person, month=month, file=picture(), by=person.user)


def make_read(person: Person) -> Payslip:
    """One of the month before, with what an officer noted of it."""
    payslip = make_payslip(person, months_ago=2)
    officer = make_user(is_superuser=True)
    read_payslip(payslip, pay=Pay(amount_fen=620_000, unit="month"), by=officer)
    payslip.refresh_from_db()
    return payslip


def make_link(follow_up: FollowUp, *, at: datetime | None = None) -> str:
    """The key of the link in the message that a follow-up is due."""
    assert tell_due(follow_up, at=at or timezone.now())
    person = follow_up.enrollment.person
    told = Notice.objects.filter(person=person, kind__startswith="follow_up_")
    return doors.key_of(told.latest("pk"))


def make_owed(
    person: Person, employer: str = "华丽家政", *, is_asked: bool = True, **extra: Any
) -> OwedPay:
    """Pay that she did not get; the school may speak to the company, unless said."""
    user = person.user
    assert user
    owed = owing.tell_owed(
        person,
        employer=employer,
        by=user,
        **{
            "since": timezone.localdate() - timedelta(days=20),
            "amount_fen": 480000,
            "words": "说好月底发",
            **extra,
        },
    )
    return owing.ask_for_help(owed, by=user) if is_asked else owed


def mediate(owed: OwedPay, kind: str = "ask_company", **extra: Any) -> OwedPay:
    return owing.mediate(
        owed, kind=kind, by=SYSTEM, **{"words": "打电话问了经理", **extra}
    )


def make_minimum(yuan: int = 1800, unit: str = "month", **extra: Any) -> MinimumWage:
    return enter_minimum(
        by=SYSTEM,
        unit=unit,
        amount_fen=yuan * 100,
        **{
            "towns": "城关街道、青石镇",
            "begins_on": date(2025, 1, 1),
            "source": "县人社局通知",
            **extra,
        },
    )
