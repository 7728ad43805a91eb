from itertools import count
from typing import Any

from school.courses.models import Cohort
from school.enrollment import actions
from school.enrollment.models import Invitation
from school.enrollment.outgoing import code_of
from school.people.models import ConsentText, Person, User
from tests.factories.people import make_id_number

_serial = count(1)


def new_number() -> str:
    """Of nobody who has an account."""
    return f"137{next(_serial):08d}"


def make_invitation(cohort: Cohort, by: Person | User, **extra: Any) -> Invitation:
    user = by.user if isinstance(by, Person) else by
    assert user is not None
    return actions.invite(
        cohort,
        by=user,
        **{
            "phone": new_number(),
            "name": "王桂香",
            "capacity": Invitation.Capacity.RELATIVE,
            "relation": Invitation.Relation.FAMILY,
            **extra,
        },
    )


def confirm(invitation: Invitation, **extra: Any) -> Invitation:
    """As she would: her code, her name, her ID number, the text in force."""
    return actions.confirm_invitation(
        invitation,
        **{
            "code": code_of(invitation),
            "name": invitation.name,
            "id_number": make_id_number(),
            "text": consent_text(),
            **extra,
        },
    )


def consent_text() -> ConsentText:
    return ConsentText.objects.current().get(purpose=ConsentText.Purpose.ENROLMENT)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"
