"""At the desk, of whoever works as one of her roles, that role's rights alone."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied

from school.people.models import User


class OneRole(BaseBackend):
    """Asked before the one that gives rights: it gives none, and only says no.

    So whatever stands in a session can take rights away and add none.
    """

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        rights = _rights(user_obj)
        if rights is not None and perm not in rights:
            raise PermissionDenied
        return False

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        rights = _rights(user_obj)
        if rights is not None and not any(
            right.startswith(f"{app_label}.") for right in rights
        ):
            raise PermissionDenied
        return False


def _rights(user: Any) -> frozenset[str] | None:
    """Of the role she works as, read once a request; None where she chose none."""
    if not isinstance(user, User) or user.works_as is None:
        return None
    if user.rights_as is None:
        names = (
            Permission.objects.filter(group=user.works_as)
            .order_by()
            .values_list("content_type__app_label", "codename")
        )
        user.rights_as = frozenset(f"{app}.{codename}" for app, codename in names)
    return user.rights_as
