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
        "import_figures": pgettext_lazy("journal", "imported service figures"),
        "load_kinds": pgettext_lazy("journal", "took in the kinds of complaints"),
        "look_at_lesson": pgettext_lazy("journal", "looked at a lesson"),
        "open_survey": pgettext_lazy("journal", "asked a class how content it was"),
        "practise_note": pgettext_lazy("journal", "practised what was suggested"),
        "read_note": pgettext_lazy("journal", "read a suggestion"),
        "write_note": pgettext_lazy("journal", "wrote a suggestion"),
    }

    journal_kinds: ClassVar[dict[str, Any]] = {
        "figures": pgettext_lazy("journal", "service figures"),
    }

    def ready(self) -> None:
        import_module("school.feedback.receivers")
