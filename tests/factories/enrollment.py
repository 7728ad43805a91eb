from typing import Any

from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.people.models import Person
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
            "consent": make_consent(person),
            "applied_at": now,
            "enrolled_at": now,
            **extra,
        },
    )
