"""Who may do what with applications and places."""

from school.courses import access as courses
from school.courses.models import Duty
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM, Actor
from school.people.models import Person


def is_own(person: Person, user: Actor) -> bool:
    return (
        user is not SYSTEM and person.user_id is not None and person.user_id == user.pk
    )


def can_admit(user: Actor) -> bool:
    """May settle places for others, outside the days of enrolment too."""
    return user.has_perm("enrollment.admit_enrollment")


def can_apply(user: Actor, person: Person) -> bool:
    return is_own(person, user) or can_admit(user)


def can_answer(user: Actor, enrollment: Enrollment) -> bool:
    """May accept or decline an offer, or withdraw."""
    return is_own(enrollment.person, user) or can_admit(user)


def can_complete(user: Actor, enrollment: Enrollment) -> bool:
    """May end somebody's way through a class with its result."""
    return can_admit(user) or courses.works_in(
        user, enrollment.cohort, [Duty.Kind.HEAD_TEACHER, Duty.Kind.EXAMINER]
    )
