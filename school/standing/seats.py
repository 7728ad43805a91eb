"""In which classes somebody can do an ordered retraining."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment.models import Quota
from school.enrollment.places import places_of
from school.standing.models import Retraining


@dataclass(frozen=True, slots=True)
class Class:
    cohort: Cohort
    has_room: bool


def classes_for(order: Retraining, *, at: datetime) -> list[Class]:
    """Those that take applications now, the earliest first; none once a place is found."""
    if order.status != Retraining.Status.OPEN:
        return []
    coming = list(
        Cohort.objects.open_for_enrollment()
        .filter(
            edition__course=order.course_id, enrol_until__gte=timezone.localdate(at)
        )
        .select_related("venue")
        .order_by("starts_on")
    )
    places = places_of(coming, at=at)
    kind = Quota.Kind.RETRAINING
    return [Class(one, places[one.pk].is_open_to(kind)) for one in coming]


def first_evening(order: Retraining) -> datetime | None:
    """When to come, where a place is reserved."""
    if order.status != Retraining.Status.BOOKED or order.enrollment is None:
        return None
    evenings = order.enrollment.cohort.sessions.planned().order_by("starts_at")
    return evenings.values_list("starts_at", flat=True).first()
