"""Who entered a posting, as the desk reads it."""

from typing import Any

from wagtail.admin.ui.tables import Column

from school.points.models import Posting
from school.ui.desk import LedgerInspect
from school.ui.field_words import actor_in_words


def signed(posting: Posting) -> str:
    """By name where she did it herself: her account may know no more than a telephone number."""
    user = posting.person.user
    if user and posting.actor_label == str(user)[:120]:
        return posting.person.name
    return actor_in_words(posting.actor_label)


class SignedColumn(Column):
    def get_value(self, instance: Any) -> str:
        return signed(instance)


class PostingInspect(LedgerInspect):
    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        if field_name == "actor_label":
            return signed(self.object)
        return super().get_field_display_value(field_name, field)
