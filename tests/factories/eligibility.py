from datetime import time
from typing import Any

from django.utils import timezone

from school.courses.models import Course
from school.enrollment.models import Demand, Hold, Shift
from school.people.models import Person


def ask(course: Course, **asked: Any) -> Demand:
    return Demand.objects.create(course=course, **asked)


def make_hold(person: Person, **extra: Any) -> Hold:
    return Hold.objects.create(
        person=person,
        **{
            "kind": Hold.Kind.RETRAINING,
            "reason": "先完成再培训",
            "placed_at": timezone.now(),
            **extra,
        },
    )


def make_shift(person: Person, weekday: int, **extra: Any) -> Shift:
    return Shift.objects.create(
        person=person,
        weekday=weekday,
        **{"begins": time(14), "ends": time(20), **extra},
    )
