from collections.abc import Callable
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn

from school.journal.models import Entry
from school.journal.words import kind_words, verb_words
from school.ui.desk import LedgerViewSet


def choices_of(column: str, in_words: Callable[[str], str]) -> list[tuple[str, str]]:
    """The codes that stand in the journal, found without reading all of it, with their words."""
    values: QuerySet[Any, Any] = Entry.objects.order_by(column)
    codes = values.values_list(column, flat=True).distinct()
    return [(code, in_words(code)) for code in codes]


class EntryFilterSet(WagtailFilterSet):
    at = django_filters.DateFromToRangeFilter(
        label=_("When"), widget=DateRangePickerWidget
    )
    verb = django_filters.ChoiceFilter(
        label=_("Did"), choices=lambda: choices_of("verb", verb_words)
    )
    object_type = django_filters.ChoiceFilter(
        label=_("Kind of object"), choices=lambda: choices_of("object_type", kind_words)
    )
    object_id = django_filters.CharFilter(label=_("Number of the object"))
    actor_id = django_filters.CharFilter(label=_("Number of the account"))

    class Meta:
        model = Entry
        fields: tuple[str, ...] = ()


class JournalViewSet(LedgerViewSet):
    """Who did what, when and why: to be read, searched and taken along."""

    model = Entry
    # Its model's name alone is another ledger's too.
    name = "journal"
    icon = "history"
    menu_label = _("Journal")
    menu_order = 900
    add_to_admin_menu = True
    add_to_reference_index = False
    filterset_class = EntryFilterSet
    search_fields = ("actor_label", "verb", "object_label", "reason")
    list_display = (
        "verb",
        "actor_label",
        "object_label",
        Column("reason", label=_("Reason")),
        DateColumn("at", label=_("When"), sort_key="at"),
    )
    list_export = (
        "at",
        "actor_type",
        "actor_id",
        "actor_label",
        "verb",
        "object_type",
        "object_id",
        "object_label",
        "reason",
        "data",
        "request_id",
    )
    export_filename = "journal"
    inspect_view_fields = list_export


@hooks.register("register_admin_viewset")
def journal_viewset() -> JournalViewSet:
    return JournalViewSet()
