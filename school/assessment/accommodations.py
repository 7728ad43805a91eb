"""The help a trainee has in the theory exam, as the exam's pages and clock ask for it."""

from collections.abc import Collection
from math import ceil
from typing import Any

from django.db.models import Exists, OuterRef

from school.assessment.models import Accommodation, HelpRequest
from school.enrollment.models import Enrollment


def in_force(enrollment_ids: Collection[int]) -> dict[int, list[Accommodation]]:
    """What each enrolment is granted at present."""
    found: dict[int, list[Accommodation]] = {pk: [] for pk in enrollment_ids}
    for one in Accommodation.objects.filter(
        enrollment__in=enrollment_ids, revoked_at=None
    ):
        found[one.enrollment_id].append(one)
    return found


def kinds_of(enrollment: Enrollment) -> frozenset[str]:
    return frozenset(one.kind for one in in_force([enrollment.pk])[enrollment.pk])


def has_oral(enrollment: Enrollment) -> bool:
    return Accommodation.Kind.ORAL in kinds_of(enrollment)


def extra_minutes(enrollment: Enrollment) -> int:
    """On top of the exam's own; a part of a minute is a whole one."""
    more = enrollment.accommodations.filter(
        kind=Accommodation.Kind.MORE_TIME, revoked_at=None
    ).first()
    if more is None or not more.percent:
        return 0
    return ceil(enrollment.cohort.edition.exam_minutes * more.percent / 100)


def before_sitting(enrollment: Enrollment) -> dict[str, Any]:
    """What is granted and what is still asked for, as the page before the exam says it."""
    granted = in_force([enrollment.pk])[enrollment.pk]
    return {
        "granted": granted,
        "extra": extra_minutes(enrollment),
        "has_oral": any(one.kind == Accommodation.Kind.ORAL for one in granted),
        "asked": HelpRequest.objects.open().filter(enrollment=enrollment).first(),
    }


def page_help(enrollment: Enrollment) -> dict[str, Any]:
    """What a page of the exam does by itself; larger type only where it is granted."""
    kinds = kinds_of(enrollment)
    large = {"display_size": "large", "large_mode": True}
    return {
        "reads_aloud": Accommodation.Kind.READ_ALOUD in kinds,
        **(large if Accommodation.Kind.LARGER_TYPE in kinds else {}),
    }


def asks_help() -> Exists:
    """Of an enrolment, whether a request of hers waits for an answer."""
    return Exists(HelpRequest.objects.open().filter(enrollment=OuterRef("pk")))
