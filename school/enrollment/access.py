"""Who may do what with applications and places."""

from school.courses import access as courses
from school.courses.models import Duty
from school.enrollment.models import Enrollment
from school.journal.actors import Actor
from school.people.access import is_self
from school.people.models import Person


def can_admit(user: Actor) -> bool:
    """May settle places for others, outside the days of enrolment too."""
    return user.has_perm("enrollment.admit_enrollment")


def can_apply(user: Actor, person: Person) -> bool:
    return is_self(person, user) or can_admit(user)


def can_answer(user: Actor, enrollment: Enrollment) -> bool:
    """May accept or decline an offer, or withdraw."""
    return is_self(enrollment.person, user) or can_admit(user)


def can_complete(user: Actor, enrollment: Enrollment) -> bool:
    """May end somebody's way through a class with its result."""
    return can_admit(user) or courses.works_in(
        user, enrollment.cohort, [Duty.Kind.HEAD_TEACHER, Duty.Kind.EXAMINER]
    )
