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
        "resend": pgettext_lazy("journal", "sent a message again"),
        "choose_ways": pgettext_lazy("journal", "chose how to be told"),
        "give_address": pgettext_lazy("journal", "gave an e-mail address"),
        "confirm_address": pgettext_lazy("journal", "confirmed an e-mail address"),
        "forget_address": pgettext_lazy("journal", "took an e-mail address back"),
        "allow_push": pgettext_lazy("journal", "allowed messages on a device"),
        "revoke_push": pgettext_lazy("journal", "ended messages on a device"),
        "write_text": pgettext_lazy("journal", "changed the text of a notice"),
        "revert_text": pgettext_lazy("journal", "went back to a built-in text"),
    }

    def ready(self) -> None:
        import_module("school.notices.checks")
        import_module("school.notices.receivers")
