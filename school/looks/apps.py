from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LooksConfig(AppConfig):
    name = "school.looks"
    verbose_name = _("Who saw whose data")
    journal_words: ClassVar[dict[str, Any]] = {
        "open_data": pgettext_lazy("journal", "opened personal data"),
        "remove_looks": pgettext_lazy("journal", "removed old lines of who saw what"),
    }
    journal_kinds: ClassVar[dict[str, Any]] = {
        "lines": _("lines of who saw what"),
        "list": _("list taken out as a file"),
    }

    def ready(self) -> None:
        import_module("school.looks.receivers")
