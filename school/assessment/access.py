"""Who may sit, mark, open and release."""

from collections.abc import Collection

from django.db.models import QuerySet

from school.assessment.models import Marking, Result
from school.courses.models import Cohort, Duty, Session
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM, Actor
from school.people.models import User


def is_candidate(user: Actor, enrollment: Enrollment) -> bool:
    return isinstance(user, User) and enrollment.person.user_id == user.pk


def can_sit(user: Actor, enrollment: Enrollment) -> bool:
    """Only the trainee herself, and the school's own clockwork."""
    return user == SYSTEM or is_candidate(user, enrollment)


def can_open_exam(user: Actor) -> bool:
    return user.has_perm("assessment.open_exam")


def can_count_late(user: Actor) -> bool:
    return user.has_perm("assessment.count_late_attempt")


def can_release(user: Actor) -> bool:
    return user.has_perm("assessment.release_practical")


def can_mark(user: Actor, marking: Marking) -> bool:
    """One's own sheets, with the role of someone who marks."""
    if user == SYSTEM:
        return True
    return marking.examiner_id == user.pk and user.has_perm("assessment.mark_practical")


def examiners_of(cohort: Cohort) -> QuerySet[Duty]:
    return cohort.duties.filter(
        kind=Duty.Kind.EXAMINER, user__is_active=True
    ).select_related("user")


def own_instructors_of(cohort: Cohort) -> set[int]:
    """Ids of those who teach the class: by duty, or on one of its evenings.

    To lead an evening that only examines is not to teach.
    """
    by_duty = cohort.duties.filter(kind=Duty.Kind.INSTRUCTOR)
    by_evening = Session.objects.filter(cohort=cohort, teacher__isnull=False).exclude(
        evening__theory_minutes=0, evening__practical_minutes=0
    )
    return {
        *by_duty.values_list("user_id", flat=True),
        *by_evening.values_list("teacher_id", flat=True),
    } - {None}


def enrollments_read_by(user: User) -> QuerySet[Enrollment]:
    """Enrolments whose exam and result `user` may read: one's own, or all by right."""
    if user.has_perm("assessment.view_result"):
        return Enrollment.objects.all()
    return Enrollment.objects.filter(person__user_id=user.pk)


def current_results(enrollment_ids: Collection[int]) -> dict[int, Result]:
    results = Result.objects.current().filter(enrollment_id__in=enrollment_ids)
    return {result.enrollment_id: result for result in results}
