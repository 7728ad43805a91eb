"""Who may do what at the desk, where it is not just Django's permissions."""

from typing import Any

from school.people.access import can_change_account
from school.ui.desk import KeptPolicy


class AppendOnlyPolicy(KeptPolicy):
    never = frozenset({"change", "delete"})


class NamedAndDismissedPolicy(KeptPolicy):
    """There are verbs for naming and dismissing; to change means to do both."""

    never = frozenset({"change"})


class AccountPolicy(KeptPolicy):
    """Accounts are closed, not deleted; those of the desk are a superuser's business."""

    def user_has_permission_for_instance(
        self, user: Any, action: str, instance: Any
    ) -> bool:
        if action == "change" and not can_change_account(instance, user):
            return False
        return self.user_has_permission(user, action)
