"""Whom an evening would keep from another: trainees with two classes."""

from collections.abc import Sequence

from school.courses.models import Session
from school.enrollment.models import Enrollment


def trainees_elsewhere(sessions: Sequence[Session]) -> list[int]:
    """For each evening of one class, how many of its trainees have another at that time."""
    if not sessions:
        return []
    cohort = sessions[0].cohort_id
    roll = Enrollment.objects.on_roll().filter(cohort_id=cohort)
    others = (
        Session.objects.standing()
        .overlapping(
            min(one.starts_at for one in sessions),
            max(one.ends_at for one in sessions),
        )
        .exclude(cohort_id=cohort)
        .filter(
            cohort__enrollments__status__in=Enrollment.ON_ROLL,
            cohort__enrollments__person__in=roll.values("person"),
        )
        .order_by()
        .values_list("starts_at", "ends_at", "cohort__enrollments__person")
    )
    held = list(others)
    return [
        len(
            {
                person
                for starts, ends, person in held
                if starts < one.ends_at and one.starts_at < ends
            }
        )
        for one in sessions
    ]
