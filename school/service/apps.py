from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ServiceConfig(AppConfig):
    name = "school.service"
    verbose_name = _("Service record")
    journal_words: ClassVar[dict[str, Any]] = {
        "keep": pgettext_lazy("journal", "took in an event of the platform"),
        "open": pgettext_lazy("journal", "opened a case of the platform's word"),
        "dismiss": pgettext_lazy("journal", "let the platform's word rest"),
        "withdraw": pgettext_lazy("journal", "closed what the platform withdrew"),
        "check_upload": pgettext_lazy("journal", "checked a table of events"),
        "take_upload": pgettext_lazy("journal", "took in a table of events"),
        "drop_upload": pgettext_lazy("journal", "dropped a table of events"),
        "forget_texts": pgettext_lazy("journal", "deleted old words of the platform"),
        "end_upload": pgettext_lazy("journal", "finished a table of events"),
    }
    journal_kinds: ClassVar[dict[str, Any]] = {
        "texts": pgettext_lazy("journal", "words of the platform"),
    }

    def ready(self) -> None:
        import_module("school.service.receivers")
