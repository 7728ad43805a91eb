"""What the desk's screens (Wagtail admin) have in common."""

from typing import Any

from django.db.models import Model, QuerySet
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Whoever may view may view; nobody adds, changes or deletes at the desk."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(
        self, user: Any, action: str, instance: Model
    ) -> bool:
        return self.user_has_permission(user, action)


class LedgerIndex(IndexView):
    related: tuple[str, ...] = ()

    def get_base_queryset(self) -> QuerySet[Model]:
        rows: QuerySet[Model] = super().get_base_queryset()
        return rows.select_related(*self.related) if self.related else rows


class LedgerViewSet(ModelViewSet):
    """A list to read, filter, search and export: for ledgers and for facts that only verbs change."""

    inspect_view_enabled = True
    # Wagtail would otherwise look for references at every row that is appended.
    add_to_reference_index = False
    copy_view_enabled = False
    add_to_admin_menu = False
    list_per_page = 50
    index_view_class = LedgerIndex
    # What the columns name of other tables, fetched together with the rows.
    related: tuple[str, ...] = ()

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        register_permission_policy(
            self.model, ReadOnlyPolicy(self.model), exact_class=True
        )

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_index_view_kwargs(related=self.related, **kwargs)

    def get_form_fields(self) -> list[str]:
        return []
