"""Pay in the access matrix: what was told by the trainee and of her, and what she is asked."""

from dataclasses import dataclass
from typing import Any

from school.enrollment.models import Enrollment
from school.people.models import User
from school.wages.models import (
    BandPublication,
    FollowUp,
    OwedPay,
    Payslip,
    WageRecord,
    WageUpload,
)
from tests.factories.bands import make_publication
from tests.factories.pay_tables import checked, make_worker, month, row
from tests.factories.wages import (
    consent_to_wages,
    make_disputed,
    make_follow_up,
    make_link,
    make_owed,
    make_payslip,
    make_read,
    make_record,
)


@dataclass(frozen=True)
class Wages:
    record: WageRecord
    # By another than the trainee.
    told: WageRecord
    # Such a one, of which the trainee says that it is wrong.
    disputed: WageRecord
    upload: WageUpload
    follow_up: FollowUp
    # Of the link in the message about it.
    key: str
    # The school may speak to the company.
    owed: OwedPay
    payslip: Payslip
    # Another, that was noted.
    read: Payslip
    bands: BandPublication


def wages_of(world: Any, completed: Enrollment) -> Wages:
    person = completed.person
    consent_to_wages(person)
    follow_up = make_follow_up(completed)
    return Wages(
        record=make_record(person),
        told=make_record(person, source=WageRecord.Source.PAYSLIP),
        disputed=make_disputed(person),
        upload=_undecided(world),
        follow_up=follow_up,
        key=make_link(follow_up),
        owed=make_owed(person),
        payslip=make_payslip(person),
        read=make_read(person),
        bands=make_publication(months_ago=1),
    )


def _undecided(world: Any) -> WageUpload:
    """A company's table with a row that fits, one asked about and one refused."""
    company, by = world.person.company, world.people["company_contact"]
    assert isinstance(by, User)
    worker = make_worker("上报员", company)
    rows = [
        row(worker),
        row(worker, "620000", month=month(2)),
        row(worker, "好", month=month(3)),
    ]
    return checked(company, rows, by)
