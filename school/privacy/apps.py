from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PrivacyConfig(AppConfig):
    name = "school.privacy"
    verbose_name = _("Personal data")
    journal_words: ClassVar[dict[str, Any]] = {
        "ask_for_export": pgettext_lazy("journal", "asked for a copy of personal data"),
        "take_export": pgettext_lazy("journal", "took a copy of personal data"),
        "rotate_field_keys": pgettext_lazy("journal", "sealed with another key"),
        "ask_for_erasure": pgettext_lazy("journal", "asked to be erased"),
        "withdraw_erasure": pgettext_lazy("journal", "took back to be erased"),
        "open_in_emergency": pgettext_lazy("journal", "opened data in an emergency"),
        "review_emergency": pgettext_lazy("journal", "reviewed an emergency look"),
        "refuse_erasure": pgettext_lazy("journal", "refused to erase a person"),
        "erase": pgettext_lazy("journal", "erased a person"),
        "erase_again": pgettext_lazy("journal", "erased a person again"),
        "remove_export": pgettext_lazy("journal", "deleted a copy of personal data"),
    }
    journal_kinds: ClassVar[dict[str, Any]] = {
        "field_keys": _("encrypted column"),
    }
