from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NoticesConfig(AppConfig):
    name = "school.notices"
    verbose_name = _("Notices")
    journal_words: ClassVar[dict[str, Any]] = {
        "notify": pgettext_lazy("journal", "told somebody"),
    }

    def ready(self) -> None:
        import_module("school.notices.checks")
