"""The rule of an enrolment on sitting the theory exam again."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import get_language

from school.assessment.models import Attempt
from school.assessment.rules.retakes import Retakes
from school.enrollment.models import Enrollment
from school.lib.format import evening


def retakes_of(enrollment: Enrollment) -> Retakes:
    edition = enrollment.cohort.edition
    allowed_at = list(
        enrollment.further_sittings.order_by("allowed_at").values_list(
            "allowed_at", flat=True
        )
    )
    return Retakes(
        retakes=edition.exam_retakes,
        wait_hours=edition.exam_retake_wait_hours,
        further=len(allowed_at),
        lifted_at=allowed_at[-1] if allowed_at else None,
    )


def last_end(attempts: Sequence[Attempt]) -> datetime | None:
    return max((one.submitted_at for one in attempts if one.submitted_at), default=None)


def when(moment: datetime) -> str:
    """In the school's time and the reader's language."""
    is_chinese = (get_language() or "zh").startswith("zh")
    return evening(timezone.localtime(moment), chinese=is_chinese)
