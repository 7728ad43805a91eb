"""Licences and conflicts of interest, as tests need them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from school.assessment import access
from school.assessment.assessors import reasons_against
from school.assessment.models import Conflict, Licence, Practical
from school.courses.models import Cohort, Course
from school.people.models import Person, User
from tests.factories.assessment import markings_of


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


def examiners_of(cohort: Cohort) -> list[User]:
    return [duty.user for duty in access.examiners_of(cohort).order_by("pk")]


def markers(practical: Practical) -> set[int]:
    return {marking.examiner_id for marking in markings_of(practical)}


def codes(user: User, of: object) -> list[str]:
    """Of what speaks against her."""
    return [reason.code for reason in reasons_against(user, of)]
