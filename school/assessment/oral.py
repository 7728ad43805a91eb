"""Whose exam is taken down orally, and by whom: the list of an invigilator."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from school.assessment.models import Accommodation, Attempt, ExamWindow
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.people.models import User


@dataclass(frozen=True, slots=True)
class Candidate:
    enrollment: Enrollment
    sittings: Sequence[Attempt]

    @property
    def running(self) -> Attempt | None:
        started = Attempt.Status.STARTED
        return next((one for one in self.sittings if one.status == started), None)

    @property
    def is_done(self) -> bool:
        """Has passed the theory exam; what else is left to sit, she decides."""
        needed = self.enrollment.cohort.edition.pass_theory
        return any((one.points or 0) >= needed for one in self.sittings)

    @property
    def latest(self) -> Attempt | None:
        return self.sittings[-1] if self.sittings else None


def enrollments_of(user: User) -> QuerySet[Enrollment]:
    """Trainees with an oral exam in the classes the invigilator has a duty in."""
    if not user.has_perm("assessment.invigilate"):
        return Enrollment.objects.none()
    granted = Accommodation.objects.filter(
        enrollment=OuterRef("pk"), kind=Accommodation.Kind.ORAL, revoked_at=None
    )
    return (
        Enrollment.objects.on_roll()
        .filter(Exists(granted), cohort__duties__user=user)
        .exclude(person__user_id=user.pk)
        .select_related("person", "cohort__edition")
        .distinct()
    )


def sittings_of(user: User) -> QuerySet[Attempt]:
    """Their sittings, whoever takes them down."""
    return Attempt.objects.filter(enrollment__in=enrollments_of(user)).select_related(
        "enrollment__person", "enrollment__cohort__edition"
    )


def candidates_of(user: User, *, at: datetime) -> list[Candidate]:
    """Those whose exam is open, the classes one after the other."""
    windows = ExamWindow.objects.filter(
        cohort=OuterRef("cohort"), opens_at__lte=at, closes_at__gte=at
    )
    is_open = Q(cohort__status=Cohort.Status.ASSESSING) | Q(Exists(windows))
    waiting = (
        enrollments_of(user)
        .filter(is_open)
        .prefetch_related("exam_attempts__oral__invigilator")
        .order_by("cohort__name", "person__name", "pk")
    )
    return [
        Candidate(
            one, sorted(one.exam_attempts.all(), key=lambda attempt: attempt.number)
        )
        for one in waiting
    ]
