"""Licences and conflicts of interest, as tests need them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from school.assessment.models import Conflict, Licence
from school.courses.models import Course
from school.people.models import Person, User


def make_licence(user: User, *courses: Course, **extra: Any) -> Licence:
    """In force since a year, and for another."""
    today = timezone.localdate()
    licence = Licence.objects.create(
        user=user,
        **{
            "number": f"KP-{Licence.objects.count() + 1:04d}",
            "issued_by": "县职业技能鉴定站",
            "valid_from": today - timedelta(days=365),
            "valid_until": today + timedelta(days=365),
            **extra,
        },
    )
    licence.courses.set(courses)
    return licence


def make_conflict(user: User, person: Person, **extra: Any) -> Conflict:
    return Conflict.objects.create(
        user=user,
        person=person,
        **{
            "kind": Conflict.Kind.RELATIVE,
            "declared_by": user,
            "declared_at": timezone.now(),
            **extra,
        },
    )
