from datetime import timedelta
from typing import Any

from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment import actions
from school.enrollment.actions import Arrangement, Kept
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.people.models import Consent, ConsentText, Person, User
from tests.factories.people import make_consent, make_trainee


def make_enrollment(
    cohort: Cohort, person: Person | None = None, **extra: Any
) -> Enrollment:
    """An enrolled trainee; for a waiting one pass status and queue_number."""
    person = person or make_trainee()
    now = timezone.now()
    return Enrollment.objects.create(
        cohort=cohort,
        person=person,
        **{
            "status": Enrollment.Status.ENROLLED,
            "source": Enrollment.Source.SELF,
            "consent": extra.pop("consent", None) or consent_of(person),
            "applied_at": now,
            "enrolled_at": now,
            **extra,
        },
    )


def apply_for(
    cohort: Cohort,
    person: Person | None = None,
    *,
    by: User | None = None,
    **extra: Any,
) -> Enrollment:
    """An application by the verb, with consent, by the person unless said otherwise."""
    person = person or make_trainee()
    return actions.apply(
        person,
        cohort=cohort,
        by=by or person.user,
        source=Enrollment.Source.REGISTRAR if by else Enrollment.Source.SELF,
        consent=consent_of(person),
        **extra,
    )


def consent_of(person: Person) -> Consent:
    standing = Consent.objects.filter(
        person=person, text__purpose=ConsentText.Purpose.ENROLMENT, withdrawn_at=None
    )
    return standing.first() or make_consent(person)


def kept(seats: int = 1, days: int = 3) -> Kept:
    """So many seats reserved through some days from now."""
    return Kept(seats, timezone.localdate() + timedelta(days=days))


def reserve_for_hardship(cohort: Cohort, seats: int = 1) -> Cohort:
    arrangement = Arrangement(quotas={"hardship": kept(seats)})
    return actions.arrange_places(cohort, arrangement, by=SYSTEM)
