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
        "end_upload": pgettext_lazy("journal", "finished a table of events"),
    }

    def ready(self) -> None:
        import_module("school.service.receivers")
