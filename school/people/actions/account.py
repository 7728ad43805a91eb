from collections.abc import Iterable

from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction

from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.people.models import Person, User
from school.people.refusals import AccountTaken


@transaction.atomic
def record_sign_up(user: User) -> User:
    """Open an account with a number not yet proved to be the person's.

    Two at once with one number end in one account.
    """
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        return User.objects.get(phone=user.phone, phone_verified=False)
    journal.record(by=user, verb="people.sign_up", on=user)
    return user


@transaction.atomic
def record_phone(user: User, *, phone: str, is_verified: bool) -> User:
    """The number an account signs in with, and whether a code has proved it."""
    has_moved = user.phone != phone
    if has_moved or user.phone_verified != is_verified:
        user.phone, user.phone_verified = phone, is_verified
        user.save(update_fields=["phone", "phone_verified"])
    if has_moved:
        journal.record(by=user, verb="people.change_phone", on=user)
    return user


@transaction.atomic
def open_account(person: Person, *, phone: str, by: Actor) -> Person:
    """Let a person whom the desk put on file sign in with their number.

    An account that the number has already is taken, if nobody else is behind it.
    """
    if not by.has_perm("people.change_person"):
        raise NotPermitted
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    user = User.objects.filter(phone=phone).first() or User(phone=phone)
    if person.user_id or hasattr(user, "person"):
        raise AccountTaken
    if not user.pk:
        user.set_unusable_password()
        user.save()
    person.user = user
    person.save(update_fields=["user"])
    journal.record(by=by, verb="people.open_account", on=person)
    return person


@transaction.atomic
def record_account(user: User, *, by: Actor, changed: Iterable[str] = ()) -> User:
    """Settle what follows from an account's roles, and note who gave them.

    Only superusers touch superusers: a number moved is an account taken over.
    """
    may = by is SYSTEM or getattr(by, "is_superuser", False)
    if user.is_superuser and not may:
        raise NotPermitted
    user.is_staff = (
        user.is_superuser
        or Permission.objects.filter(group__user=user, codename="access_admin").exists()
    )
    user.save(update_fields=["is_staff"])
    journal.record(
        by=by,
        verb="people.record_account",
        on=user,
        data={
            "changed": sorted(changed),
            "roles": sorted(user.groups.values_list("name", flat=True)),
            "active": user.is_active,
        },
    )
    return user
