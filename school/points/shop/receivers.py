"""Seats bought with points: the application is settled first, the points after it."""

from typing import Any

from django.dispatch import receiver

from school.courses import signals as courses
from school.courses.models import Cohort
from school.enrollment import signals as enrollment
from school.enrollment.models import Enrollment
from school.lib.queue import enqueue
from school.points.shop.models import Redemption
from school.points.shop.seats import POINTS
from school.points.shop.tasks import settle_seats


@receiver(enrollment.seat_freed)
def seat_freed(enrollment: Enrollment, **_signal: Any) -> None:
    if enrollment.quota_kind == POINTS:
        enqueue(settle_seats)


@receiver([courses.cohort_started, courses.cohort_cancelled])
def class_settled(cohort: Cohort, **_signal: Any) -> None:
    if Redemption.objects.open().filter(enrollment__cohort=cohort).exists():
        enqueue(settle_seats)
