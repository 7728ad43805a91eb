from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, transaction

from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.access import (
    can_change_account,
    can_move_sign_in,
    desk_accounts,
    is_superuser,
    person_of,
    roles_given_by,
)
from school.people.models import Person, User
from school.people.refusals import (
    AccountTaken,
    DeskAccount,
    DeskRole,
    RoleKept,
    SignInOfRole,
)

SET_AT_THE_DESK = [
    "phone",
    "display_name",
    "email",
    "password",
    "is_active",
    "is_superuser",
    "is_staff",
]


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
    is_kept = desk_accounts().filter(pk=user.pk).exists()
    if is_kept and not is_superuser(by):
        raise DeskAccount
    if not user.pk:
        user.set_unusable_password()
        user.save()
    person.user = user
    person.save(update_fields=["user"])
    journal.record(by=by, verb="people.open_account", on=person)
    return person


@transaction.atomic
def put_on_file(user: User, *, by: Actor, at: datetime | None = None) -> Person:
    """The person behind an account: what tells colleagues something needs one.

    Where none is on file, one is put there under the name that the account goes by;
    name and ID number are asked for once they want a place in a class.
    """
    if person := person_of(user):
        return person
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if person := person_of(user):
        return person
    person = Person.objects.create(user_id=user.pk, name=user.get_full_name())
    journal.record(by=by, verb="people.put_on_file", on=person, at=at)
    return person


@transaction.atomic
def record_account(
    user: User,
    *,
    by: Actor,
    groups: Iterable[Group] | None = None,
    changed: Iterable[str] = (),
) -> User:
    """Save an account as the desk wrote it, with its roles, and note who did.

    Whoever sets roles, numbers and passwords can be anybody: all but ordinary accounts
    and the teaching roles are a superuser's business.
    """
    chosen = None if groups is None else list(groups)
    if not is_superuser(by):
        _check_account(user, chosen, by)
    is_new = user.pk is None
    if is_new:
        user.save()
    if chosen is not None:
        user.groups.set(chosen)
    user.is_staff = (
        user.is_superuser
        or Permission.objects.filter(group__user=user, codename="access_admin").exists()
    )
    user.save(update_fields=["is_staff"] if is_new else SET_AT_THE_DESK)
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
    if user.is_staff or user.groups.exists():
        put_on_file(user, by=by)
    return user


def _check_account(user: User, chosen: list[Group] | None, by: Actor) -> None:
    """What stands in the database counts; `user` holds what is wanted."""
    if user.is_superuser:
        raise NotPermitted
    if user.pk is None:
        if not by.has_perm("people.add_user"):
            raise NotPermitted
        has_role = has_moved = False
        if chosen and user.has_usable_password():
            raise SignInOfRole
    else:
        before = User.objects.select_for_update(no_key=True).get(pk=user.pk)
        if not can_change_account(before, by):
            raise NotPermitted
        has_role = not can_move_sign_in(before, by)
        has_moved = (before.phone, before.password) != (user.phone, user.password)
    if has_role and has_moved:
        raise SignInOfRole
    if chosen is None:
        return
    if {group.pk for group in chosen} - set(
        roles_given_by(by).values_list("pk", flat=True)
    ):
        raise DeskRole
    if has_role and not chosen:
        raise RoleKept
