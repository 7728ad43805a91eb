from collections.abc import Iterable

from django.contrib.auth.models import Permission
from django.db import transaction

from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.people.models import User


@transaction.atomic
def record_sign_up(user: User) -> User:
    """Note that someone opened an account with a number not yet proved to be theirs."""
    journal.record(by=user, verb="people.sign_up", on=user)
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
