from collections.abc import Iterable

from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction

from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.people.models import User


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
