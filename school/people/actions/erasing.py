"""What is left of a person and her account once she was erased: a row that says nothing."""

from datetime import datetime
from functools import partial

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.crypto import get_random_string

from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.lib.fields import CODE_ALPHABET
from school.people.models import Consent, Person, User

# No mobile number begins so: nobody signs in with it, and nobody's own is taken.
NO_PHONE = "x"
NOBODY = "已注销"


@transaction.atomic
def erase_identity(person: Person, *, by: Actor, at: datetime) -> Person:
    """Name, numbers, photo, company, town and account go; what hangs on the rows stays.

    Every consent ends, as if she had taken it back.
    """
    if not by.has_perm("people.change_person"):
        raise NotPermitted
    Consent.objects.filter(person=person, withdrawn_at=None).update(withdrawn_at=at)
    if person.photo:
        storage, name = person.photo.storage, str(person.photo.name)
        transaction.on_commit(partial(storage.delete, name))
    user = person.user
    Person.objects.filter(pk=person.pk).update(
        user=None,
        name=f"{NOBODY} {get_random_string(6, CODE_ALPHABET)}",
        id_number="",
        id_number_hash=None,
        id_number_tail="",
        birth_year=None,
        sex="",
        photo="",
        company=None,
        town="",
    )
    person.refresh_from_db()
    if user is not None:
        _close(user)
    journal.record(by=by, verb="people.erase_identity", on=person, at=at)
    return person


def _close(user: User) -> None:
    """Nobody signs in with it any more; who did what with it stays one and the same nobody."""
    sessions = UserSession.objects.filter(user=user)
    keys = list(sessions.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    sessions.delete()
    user.set_unusable_password()
    user.phone = NO_PHONE + get_random_string(10, CODE_ALPHABET)
    user.phone_verified = user.is_active = False
    user.email = ""
    user.display_name = NOBODY
    user.save(
        update_fields=[
            "password",
            "phone",
            "phone_verified",
            "is_active",
            "email",
            "display_name",
        ]
    )
