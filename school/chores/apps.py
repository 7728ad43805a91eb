from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ChoresConfig(AppConfig):
    name = "school.chores"
    verbose_name = _("Background tasks")
    journal_words: ClassVar[dict[str, Any]] = {
        "retry": pgettext_lazy("journal", "had a failed task done again"),
        "cancel": pgettext_lazy("journal", "cancelled a waiting task"),
        "set_aside": pgettext_lazy("journal", "set a failed task aside"),
    }
    journal_kinds: ClassVar[dict[str, Any]] = {
        "chore": _("background task"),
    }

    def ready(self) -> None:
        import_module("school.chores.receivers")
