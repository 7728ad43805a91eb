"""Pay in the access matrix: what the trainee told, and what she is asked."""

from dataclasses import dataclass

from school.enrollment.models import Enrollment
from school.wages.models import FollowUp, OwedPay, WageRecord
from tests.factories.wages import (
    consent_to_wages,
    make_follow_up,
    make_link,
    make_owed,
    make_record,
)


@dataclass(frozen=True)
class Wages:
    record: WageRecord
    follow_up: FollowUp
    # Of the link in the message about it.
    key: str
    # The school may speak to the company.
    owed: OwedPay


def wages_of(completed: Enrollment) -> Wages:
    consent_to_wages(completed.person)
    follow_up = make_follow_up(completed)
    return Wages(
        record=make_record(completed.person),
        follow_up=follow_up,
        key=make_link(follow_up),
        owed=make_owed(completed.person),
    )
