"""An evening of stations as it is typed, and who has stations to take on it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db.models import Exists, OuterRef, Q, QuerySet

from school.assessment.models import (
    AssessmentDay,
    Marking,
    Practical,
    PracticalStation,
)
from school.assessment.sheets import BEGUN
from school.courses.models import Cohort, Station, Venue
from school.enrollment.models import Enrollment
from school.people.models import User


@dataclass(frozen=True)
class LanePlan:
    room: str
    station: Station
    examiners: tuple[User, ...]


@dataclass(frozen=True)
class DayPlan:
    """The evening as it is typed; `practicals` are those who come, None for all."""

    on: date
    begins: time
    ends: time
    venue: Venue
    lanes: Sequence[LanePlan]
    change_minutes: int = 2
    break_begins: time | None = None
    break_minutes: int = 0
    practicals: Collection[Practical] | None = None


def begun_markings() -> QuerySet[Marking]:
    return Marking.objects.filter(BEGUN | Q(status=Marking.Status.SUBMITTED))


def to_plan(cohort: Cohort) -> QuerySet[PracticalStation]:
    """Stations that are still to be taken and that nobody has begun to mark."""
    return (
        PracticalStation.objects.filter(
            Exists(Marking.objects.filter(practical_station=OuterRef("pk"))),
            practical__enrollment__cohort=cohort,
            practical__enrollment__status__in=Enrollment.ON_ROLL,
            practical__status=Practical.Status.OPEN,
        )
        .exclude(pk__in=begun_markings().values("practical_station"))
        .select_related("practical__enrollment__person__user", "station")
        .order_by("practical__candidate_number", "number")
    )


def waiting(cohort: Cohort, *, day: AssessmentDay | None = None) -> QuerySet[Practical]:
    """Candidates with stations to take that no other evening has planned."""
    places = to_plan(cohort).filter(
        Q(slot=None) | (Q(slot__lane__day=day) if day else Q(pk=None))
    )
    chosen = Practical.objects.filter(pk__in=places.order_by().values("practical"))
    return chosen.select_related("enrollment__person").order_by("candidate_number")
