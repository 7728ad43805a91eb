from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LearningConfig(AppConfig):
    name = "school.learning"
    verbose_name = _("Learning")
    journal_words: ClassVar[dict[str, Any]] = {
        "complete_lesson": pgettext_lazy("journal", "completed a lesson"),
    }

    def ready(self) -> None:
        import_module("school.learning.receivers")
