"""Who may do what with people's records."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db.models import Exists, Q, QuerySet

from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.people.models import Person, User
from school.people.roles import TEACHING

# Recovery codes only stand in for one of these.
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def person_of(user: User, *related: str) -> Person | None:
    """The human being behind an account, once their name is on file."""
    people = Person.objects.filter(user=user)
    return people.select_related("user", "company", *related).first()


def is_self(person: Person, by: Actor) -> bool:
    return by is not SYSTEM and person.user_id is not None and person.user_id == by.pk


def can_change(person: Person, by: Actor) -> bool:
    return is_self(person, by) or by.has_perm("people.change_person")


def check_change(person: Person, by: Actor) -> None:
    if not can_change(person, by):
        raise NotPermitted


def holders_of(permission: str) -> QuerySet[User]:
    """Whoever works here now and was given the right, by a role or alone."""
    app, codename = permission.split(".")
    given = Permission.objects.filter(content_type__app_label=app, codename=codename)
    by_role_or_alone = Q(groups__permissions__in=given) | Q(user_permissions__in=given)
    return User.objects.filter(by_role_or_alone, is_active=True).distinct()


def is_superuser(by: Actor) -> bool:
    return by is SYSTEM or getattr(by, "is_superuser", False)


def roles_given_by(by: Actor) -> QuerySet[Group]:
    """A teaching role that was given the desk is a role of the desk."""
    if is_superuser(by):
        return Group.objects.all()
    if not (by.has_perm("people.add_user") or by.has_perm("people.change_user")):
        return Group.objects.none()
    return _teaching_roles()


def desk_accounts() -> QuerySet[User]:
    """Whoever has one of these has rights of the desk: they are a superuser's business."""
    of_the_desk = Group.objects.exclude(pk__in=_teaching_roles())
    return User.objects.filter(
        Q(is_staff=True)
        | Q(is_superuser=True)
        | Q(user_permissions__isnull=False)
        | Q(groups__in=of_the_desk)
    ).distinct()


def can_change_account(user: User, by: Actor) -> bool:
    if is_superuser(by):
        return True
    if not by.has_perm("people.change_user") or user.pk == by.pk:
        return False
    return not desk_accounts().filter(pk=user.pk).exists()


def can_move_sign_in(user: User, by: Actor) -> bool:
    """Give the account another number or password: whoever does can be its holder."""
    return is_superuser(by) or (user.pk is not None and not user.groups.exists())


def owes_second_factor(user: User) -> bool:
    """Whoever has a role or the desk, and neither a passkey nor an app to sign in with."""
    if not settings.STAFF_SECOND_FACTOR:
        return False
    added = Authenticator.objects.filter(user=user.pk, type__in=SECOND_FACTORS)
    return colleagues().filter(pk=user.pk).exclude(Exists(added)).exists()


def can_reset_second_factor(user: User, by: Actor) -> bool:
    """Nobody her own, and an administrator's none but another one."""
    if by is SYSTEM or user.pk == by.pk:
        return False
    return is_superuser(by) or (
        by.has_perm("people.change_user") and not user.is_superuser
    )


def colleagues() -> QuerySet[User]:
    """Whoever works for the school: at the desk, or in a role outside it."""
    return User.objects.filter(
        Q(is_staff=True)
        | Q(is_superuser=True)
        | Q(user_permissions__isnull=False)
        | Q(groups__isnull=False)
    ).distinct()


def _teaching_roles() -> QuerySet[Group]:
    return Group.objects.filter(name__in=[role.value for role in TEACHING]).exclude(
        permissions__codename="access_admin"
    )
