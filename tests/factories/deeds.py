"""Deeds entered at the desk, as far as they have come."""

from io import BytesIO
from typing import Any

from django.utils import timezone

from school.people.models import Person, User
from school.points.deeds import actions
from school.points.deeds.models import Deed
from school.points.models import Rule
from tests.factories.points import make_monthly_rule
from tests.factories.proofs import snapshot


def make_deed_rule(
    code: str = "C01", role: str = "association_staff", **extra: Any
) -> Rule:
    """Five points a time, twenty a month, confirmed by a role of the scheme."""
    known = Rule.objects.filter(code=code, is_current=True).first()
    source = {"confirm_role": role}
    return known or make_monthly_rule(code, **{"source": source, **extra})


def make_deed(
    person: Person, *, by: User, rule: Rule | None = None, **extra: Any
) -> Deed:
    """Entered, without its evidence."""
    return actions.enter_deed(
        person,
        **{
            "rule_code": (rule or make_deed_rule()).code,
            "occurred_on": timezone.localdate(),
            "reference": "登记表 7",
            "facts": "给独居老人理发、打扫",
            "by": by,
            **extra,
        },
    )


def make_proved(person: Person, *, by: User, **extra: Any) -> Deed:
    deed = make_deed(person, by=by, **extra)
    return actions.prove_deed(deed, file=BytesIO(snapshot(place=True)), by=by)
