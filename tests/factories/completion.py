"""Enrolments that have come to their end, for the apps that build on it."""

from typing import Any

from django.utils import timezone

from school.assessment.models import Result
from school.certificates.models import Batch, Certificate
from school.enrollment.models import Enrollment
from tests.factories.people import make_user


def make_certified(enrollment: Enrollment, **extra: Any) -> Certificate:
    """A valid certificate, put there without examining or printing anything."""
    now = timezone.now()
    result = Result.objects.create(
        enrollment=enrollment,
        minutes_credited=540,
        minutes_required=432,
        has_passed=True,
        decided_at=now,
    )
    batch = Batch.objects.create(
        cohort=enrollment.cohort, requested_by=make_user(), requested_at=now
    )
    return Certificate.objects.create(
        **{
            "number": f"NS-TEST-{enrollment.pk:04d}",
            "enrollment": enrollment,
            "result": result,
            "batch": batch,
            "status": Certificate.Status.VALID,
            "claims": {
                "name": enrollment.person.name,
                "course_title_zh": enrollment.cohort.edition.course.title_zh,
                "course_title_en": enrollment.cohort.edition.course.title_en,
                "ended_on": enrollment.cohort.ends_on.isoformat(),
            },
            "claims_sha256": "0" * 64,
            "issued_on": timezone.localdate(now),
            **extra,
        }
    )
