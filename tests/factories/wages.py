from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.people.models import Consent, ConsentText, Person
from school.wages import actions
from school.wages.models import FollowUp, WageRecord
from school.wages.rules import Pay
from tests.factories.people import make_consent


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
