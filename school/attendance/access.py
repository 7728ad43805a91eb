from django.db.models import Exists, OuterRef, QuerySet

from school.courses.models import Cohort, Duty, Session
from school.enrollment.models import Enrollment
from school.people.models import User

CALLERS = [Duty.Kind.HEAD_TEACHER, Duty.Kind.INSTRUCTOR, Duty.Kind.ASSISTANT]


def rolls_of(user: User) -> QuerySet[Session]:
    """The evenings whose roll `user` may call."""
    if user.has_perm("attendance.call_roll"):
        return Session.objects.all()
    duties = Duty.objects.filter(user_id=user.pk, kind__in=CALLERS)
    return Session.objects.filter(cohort__in=duties.values("cohort_id"))


def can_call_roll(user: User, session: Session) -> bool:
    return rolls_of(user).filter(pk=session.pk).exists()


def cohorts_seen_by(user: User) -> QuerySet[Cohort]:
    """Cohorts whose attendance `user` may read."""
    if user.has_perm("attendance.view_event"):
        return Cohort.objects.all()
    return Cohort.objects.staffed_by(user)


def trainees_of(cohort_id: int) -> QuerySet[Enrollment]:
    """The roll of a class. Whoever teaches or assists in it is never counted as a trainee."""
    works_here = Duty.objects.filter(
        cohort=OuterRef("cohort"), user=OuterRef("person__user"), kind__in=CALLERS
    )
    leads = Session.objects.filter(
        cohort=OuterRef("cohort"), teacher=OuterRef("person__user")
    )
    return Enrollment.objects.on_roll().filter(
        ~Exists(works_here), ~Exists(leads), cohort=cohort_id
    )
