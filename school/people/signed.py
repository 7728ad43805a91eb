"""Who did what a row of a ledger says, as the desk reads it."""

from typing import Any

from wagtail.admin.ui.tables import Column

from school.ui.bulk import BulkLedgerIndex
from school.ui.desk import LedgerIndex, LedgerInspect
from school.ui.field_words import actor_in_words


def signed(row: Any) -> str:
    """By name where its person did it herself: her account may know no more than a telephone number."""
    user = row.person.user
    if user and row.actor_label == str(user)[:120]:
        return str(row.person.name)
    return actor_in_words(row.actor_label)


class SignedColumn(Column):
    def get_value(self, instance: Any) -> str:
        return signed(instance)


class SignedInspect(LedgerInspect):
    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        if field_name == "actor_label" and self.object.actor_label:
            return signed(self.object)
        return super().get_field_display_value(field_name, field)


class SignedIndex(LedgerIndex):
    def actor_of(self, item: Any) -> str:
        return signed(item)


class BulkSignedIndex(SignedIndex, BulkLedgerIndex):
    pass
