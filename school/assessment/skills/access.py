"""Who may read whose skill profile, and how much of it."""

from django.db.models import Q

from school.people.models import Person, User
from school.people.models.person import PersonQuerySet


def profiles_read_by(user: User) -> PersonQuerySet:
    """One's own; all by right; of a company's workers those who agreed to both."""
    people: PersonQuerySet = Person.objects.all()
    if reads_all(user):
        return people
    shared = Person.objects.shown_to_contact(user).sharing_skills()
    return people.filter(Q(user_id=user.pk) | Q(pk__in=shared.values("pk")))


def reads_all(user: User) -> bool:
    return user.has_perm("assessment.view_result")


def reads_whole(user: User, person: Person) -> bool:
    """With steps and critical fails; a company reads skills, levels and days."""
    return person.user_id == user.pk or reads_all(user)
