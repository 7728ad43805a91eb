from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FeedbackConfig(AppConfig):
    name = "school.feedback"
    verbose_name = _("Feedback into teaching")
    journal_words: ClassVar[dict[str, Any]] = {
        "change_kind": pgettext_lazy("journal", "changed a kind of complaint"),
        "load_kinds": pgettext_lazy("journal", "took in the kinds of complaints"),
        "practise_note": pgettext_lazy("journal", "practised what was suggested"),
        "read_note": pgettext_lazy("journal", "read a suggestion"),
        "write_note": pgettext_lazy("journal", "wrote a suggestion"),
    }

    def ready(self) -> None:
        import_module("school.feedback.receivers")
