from django.db.models import Q, QuerySet

from school.courses.models import Cohort, Duty, Session
from school.enrollment.models import Enrollment
from school.people.models import User


def rolls_of(user: User) -> QuerySet[Session]:
    """The evenings whose roll `user` may call: an examiner's are those she leads alone."""
    if user.has_perm("attendance.call_roll"):
        return Session.objects.all()
    duties = Duty.objects.filter(user_id=user.pk)
    teaches = duties.filter(kind__in=Duty.TEACHING)
    return Session.objects.filter(
        Q(cohort__in=teaches.values("cohort_id"))
        | Q(cohort__in=duties.values("cohort_id"), teacher_id=user.pk)
    )


def can_call_roll(user: User, session: Session) -> bool:
    return rolls_of(user).filter(pk=session.pk).exists()


def cohorts_seen_by(user: User) -> QuerySet[Cohort]:
    """Cohorts whose attendance `user` may read."""
    if user.has_perm("attendance.view_event"):
        return Cohort.objects.all()
    return Cohort.objects.staffed_by(user)


def trainees_of(cohort_id: int) -> QuerySet[Enrollment]:
    """The roll of a class."""
    return Enrollment.objects.on_roll().trainees().filter(cohort=cohort_id)


def trainees_on(session: Session) -> QuerySet[Enrollment]:
    """Whoever may be noted for an evening: who has left the class since was still on its roll."""
    left_later = Q(
        status=Enrollment.Status.WITHDRAWN,
        enrolled_at__lte=session.ends_at,
        ended_at__gt=session.starts_at,
    )
    return Enrollment.objects.trainees().filter(
        Q(status__in=Enrollment.ON_ROLL) | left_later, cohort=session.cohort_id
    )
