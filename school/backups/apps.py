from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BackupsConfig(AppConfig):
    name = "school.backups"
    verbose_name = _("Backups")
    journal_words: ClassVar[dict[str, Any]] = {
        "make": pgettext_lazy("journal", "made a backup"),
        "remove": pgettext_lazy("journal", "deleted an old backup"),
        "restore": pgettext_lazy("journal", "restored a backup"),
    }
    journal_kinds: ClassVar[dict[str, Any]] = {"file": _("backup")}

    def ready(self) -> None:
        import_module("school.backups.checks")
