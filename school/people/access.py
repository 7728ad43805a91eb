"""Who may do what with people's records."""

from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.people.models import Person, User


def person_of(user: User) -> Person | None:
    """The human being behind an account, once their name is on file."""
    return Person.objects.filter(user=user).select_related("user", "company").first()


def is_self(person: Person, by: Actor) -> bool:
    return by is not SYSTEM and person.user_id is not None and person.user_id == by.pk


def can_change(person: Person, by: Actor) -> bool:
    return is_self(person, by) or by.has_perm("people.change_person")


def check_change(person: Person, by: Actor) -> None:
    if not can_change(person, by):
        raise NotPermitted
