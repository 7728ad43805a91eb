"""What the desk's screens (Wagtail admin) have in common."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import BooleanField, Field, Model, QuerySet
from django.utils.text import capfirst
from django.utils.translation import pgettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from school.ui.field_words import FIELD_WORDS
from school.ui.templatetags import ui

NOTHING = "–"


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


def label_of(field: Any) -> str | None:
    """The words for a field: its model's own, or ours where the model gives none."""
    if not isinstance(field, Field):
        return None
    label = str(field.verbose_name)
    # Without words of its own a field is called by its name in the code.
    if field.verbose_name == field.name.replace("_", " "):
        label = str(FIELD_WORDS.get(field.name, label))
    return str(capfirst(label))


def in_words(value: Any) -> Any:
    """A value as the desk's pages write it: moments in the school's own time."""
    if value is None or (isinstance(value, str | dict | list | tuple) and not value):
        return NOTHING
    if isinstance(value, bool):
        return pgettext("answer", "yes") if value else pgettext("answer", "no")
    if isinstance(value, datetime):
        return f"{ui.full_date(value)} {ui.clock(value)}"
    return ui.full_date(value) if isinstance(value, date) else value


class LedgerInspect(InspectView):
    """One row, in the words and the time of the school."""

    def get_field_label(self, field_name: str, field: Any) -> str:
        return label_of(field) or super().get_field_label(field_name, field)

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        return in_words(super().get_field_display_value(field_name, field))


class LedgerFilterSet(WagtailFilterSet):
    @classmethod
    def filter_for_field(cls, field: Any, *args: Any, **kwargs: Any) -> Any:
        found = super().filter_for_field(field, *args, **kwargs)
        if label := label_of(field):
            found.label = label
        return found


class KeptPolicy(ModelPermissionPolicy):
    """As the permissions say, but nothing is deleted at the desk, not by a superuser either."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(
        self, user: Any, action: str, instance: Model
    ) -> bool:
        return self.user_has_permission(user, action)


class KeptViewSet(ModelViewSet):
    """Its rows are changed by verbs, which the journal keeps, and never deleted."""

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        register_permission_policy(self.model, KeptPolicy(self.model), exact_class=True)


class LedgerIndex(IndexView):
    related: tuple[str, ...] = ()
    base_filterset_class = LedgerFilterSet

    def _get_custom_column(
        self, field_name: str, column_class: Any = Column, **kwargs: Any
    ) -> Any:
        try:
            field = self.model._meta.get_field(field_name)
        except FieldDoesNotExist:
            field = None
        if isinstance(field, BooleanField) and column_class is Column:
            column_class = BooleanColumn
        column = super()._get_custom_column(field_name, column_class, **kwargs)
        column.label = label_of(field) or column.label
        return column

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
    inspect_view_class = LedgerInspect
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
