"""Who may do what with applications and places."""

from school.courses import access as courses
from school.courses.models import Duty
from school.enrollment.models import Enrollment, Invitation
from school.journal.actors import SYSTEM, Actor
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


def can_invite(user: Actor, capacity: str) -> bool:
    """May begin an application for somebody else, whom the code then asks."""
    if capacity == Invitation.Capacity.DESK:
        return user.has_perm("enrollment.help_apply")
    # Who is named to the person asked has to be on file.
    return capacity == Invitation.Capacity.RELATIVE and (
        Person.objects.filter(user=user.pk).exclude(id_number_hash=None).exists()
    )


def can_type_code(user: Actor, invitation: Invitation) -> bool:
    """May type the code for whoever has no telephone to open the link with.

    A company's contact may not: each worker answers for herself.
    """
    if invitation.capacity == Invitation.Capacity.RELATIVE:
        return invitation.asked_by_id == user.pk or helps_with(user, invitation)
    return helps_with(user, invitation)


def helps_with(user: Actor, invitation: Invitation) -> bool:
    is_own = invitation.asked_by_id == user.pk
    return user.has_perm("enrollment.help_apply") and (
        (is_own and invitation.capacity == Invitation.Capacity.DESK) or can_admit(user)
    )


def can_decline(user: Actor, invitation: Invitation) -> bool:
    """Whoever has the link in the SMS, which is nobody else signed in."""
    return user is SYSTEM or getattr(user, "phone", "") == invitation.phone
