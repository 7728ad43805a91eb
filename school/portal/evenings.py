"""The evenings ahead, for those who learn and for those who teach."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from school.attendance.actions import EARLY
from school.courses.models import Duty, Session
from school.enrollment.models import Enrollment
from school.people.models import Person, User


def _standing() -> QuerySet[Session]:
    return Session.objects.standing().select_related(
        "cohort__edition__course__track", "evening", "venue", "teacher"
    )


def of_trainee(person: Person) -> QuerySet[Session]:
    enrolled = person.enrollments.filter(status=Enrollment.Status.ENROLLED)
    return _standing().filter(cohort__in=enrolled.values("cohort_id"))


def of_staff(user: User) -> QuerySet[Session]:
    """Of the cohorts one has a duty in, those who only examine left out, and one's own teaching."""
    duties = Duty.objects.filter(user_id=user.pk).exclude(kind=Duty.Kind.EXAMINER)
    return _standing().filter(
        Q(cohort__in=duties.values("cohort_id")) | Q(teacher_id=user.pk)
    )


@dataclass(frozen=True, slots=True)
class Roll:
    """An evening one works on, and whether its roll can be called by now."""

    session: Session
    teaches: bool
    opens_at: datetime
    is_open: bool


def rolls(user: User, *, at: datetime) -> list[Roll]:
    """Tonight's evenings of the cohorts one works in."""
    return [
        Roll(
            session,
            teaches=session.teacher_id == user.pk,
            opens_at=session.starts_at - EARLY,
            is_open=at >= session.starts_at - EARLY,
        )
        for session in tonight(of_staff(user), at=at)
    ]


def tonight(sessions: QuerySet[Session], *, at: datetime) -> list[Session]:
    """Today's, and one of yesterday that goes on past midnight."""
    today = Q(starts_at__date=timezone.localdate(at))
    goes_on = Q(starts_at__lt=at, ends_at__gt=at)
    return list(sessions.filter(today | goes_on).order_by("starts_at"))


def ahead(sessions: QuerySet[Session], *, at: datetime, most: int = 3) -> list[Session]:
    """The next evenings after today's."""
    tomorrow = timezone.localdate(at) + timedelta(days=1)
    later = sessions.filter(starts_at__date__gte=tomorrow).order_by("starts_at")
    return list(later[:most])
