from datetime import datetime
from typing import Any

from wagtail.admin.ui.tables import Column

from school.ui.templatetags import ui


class DayColumn(Column):
    """A date, or a moment, as the school writes it: Wagtail's own says "just now" of what is to come."""

    def get_value(self, instance: Any) -> str:
        value = super().get_value(instance)
        return ui.evening(value) if isinstance(value, datetime) else ui.day(value)


class FullDayColumn(Column):
    """A date with its year, where a list goes over a turn of the year."""

    def get_value(self, instance: Any) -> str:
        return ui.full_date(super().get_value(instance))


class PastDayColumn(Column):
    """A moment that may lie years back: then with its year."""

    def get_value(self, instance: Any) -> str:
        return ui.evening_of_year(super().get_value(instance))
