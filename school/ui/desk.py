"""What the desk's screens (Wagtail admin) have in common."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import BooleanField, Model, QuerySet
from django.template.defaultfilters import linebreaksbr
from django.utils.functional import cached_property
from django_filters import ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from school.ui.exports import WordedExport
from school.ui.field_words import actor_in_words, in_words, label_of
from school.ui.waits import WAITING, Kind, WaitsFilter


class KeptPolicy(ModelPermissionPolicy):
    """As the permissions say, but what is named in `never` is nobody's right, not a superuser's either."""

    never: frozenset[str] = frozenset({"delete"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in self.never and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(
        self, user: Any, action: str, instance: Model
    ) -> bool:
        return self.user_has_permission(user, action)


class ReadOnlyPolicy(KeptPolicy):
    """Whoever may view may view; nobody adds, changes or deletes at the desk."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)


class ActorColumn(Column):
    def get_value(self, instance: Any) -> str:
        return actor_in_words(super().get_value(instance))


class LedgerInspect(InspectView):
    """One row, in the words and the time of the school."""

    def get_field_label(self, field_name: str, field: Any) -> str:
        return label_of(field) or super().get_field_label(field_name, field)

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        value = super().get_field_display_value(field_name, field)
        if isinstance(value, str) and "\n" in value:
            return linebreaksbr(value)
        return in_words(actor_in_words(value) if field_name == "actor_label" else value)


class LedgerFilterSet(WagtailFilterSet):
    @classmethod
    def filter_for_field(cls, field: Any, *args: Any, **kwargs: Any) -> Any:
        found = super().filter_for_field(field, *args, **kwargs)
        if label := label_of(field):
            found.label = label
        if isinstance(found, ModelChoiceFilter):
            # A row may be called by what it belongs to, which would be asked for row by row.
            found.queryset = found.queryset.select_related()
        return found


class LedgerIndex(WordedExport, IndexView):
    related: tuple[str, ...] = ()
    # What of it the first screen counts, by the word in the address.
    waits: Mapping[str, Kind] = {}
    base_filterset_class = LedgerFilterSet

    @cached_property
    def filterset_class(self) -> Any:
        found = super().filterset_class
        if found is None or not self.waits:
            return found
        return type(found.__name__, (found,), {WAITING: WaitsFilter(self.waits)})

    def _get_custom_column(
        self, field_name: str, column_class: Any = Column, **kwargs: Any
    ) -> Any:
        try:
            field = self.model._meta.get_field(field_name)
        except FieldDoesNotExist:
            field = None
        if isinstance(field, BooleanField) and column_class is Column:
            column_class = BooleanColumn
        if field_name == "actor_label" and column_class is Column:
            column_class = ActorColumn
        column = super()._get_custom_column(field_name, column_class, **kwargs)
        column.label = label_of(field) or column.label
        return column

    def get_base_queryset(self) -> QuerySet[Model]:
        rows: QuerySet[Model] = super().get_base_queryset()
        return rows.select_related(*self.related) if self.related else rows


class KeptViewSet(ModelViewSet):
    """Its rows are changed by verbs, which the journal keeps, and never deleted."""

    index_view_class = LedgerIndex

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        register_permission_policy(self.model, KeptPolicy(self.model), exact_class=True)


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
    waits: Mapping[str, Kind] = {}

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        register_permission_policy(
            self.model, ReadOnlyPolicy(self.model), exact_class=True
        )

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_index_view_kwargs(
            related=self.related, waits=self.waits, **kwargs
        )

    def get_form_fields(self) -> list[str]:
        return []
