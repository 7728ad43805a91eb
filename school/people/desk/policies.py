"""Who may do what at the desk, where it is not just Django's permissions."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from wagtail.permission_policies import ModelPermissionPolicy

from school.people.access import can_change_account


class KeptPolicy(ModelPermissionPolicy):
    """Rows are kept: what is named in `never` is nobody's right."""

    never: tuple[str, ...] = ("delete",)

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in self.never and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(
        self, user: Any, action: str, instance: Model
    ) -> bool:
        return self.user_has_permission(user, action)


class AppendOnlyPolicy(KeptPolicy):
    never = ("change", "delete")


class NamedAndDismissedPolicy(KeptPolicy):
    """There are verbs for naming and dismissing; to change means to do both."""

    never = ("change",)


class AccountPolicy(KeptPolicy):
    """Accounts are closed, not deleted; those of the desk are a superuser's business."""

    def user_has_permission_for_instance(
        self, user: Any, action: str, instance: Any
    ) -> bool:
        if action == "change" and not can_change_account(instance, user):
            return False
        return self.user_has_permission(user, action)
