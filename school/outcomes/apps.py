from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OutcomesConfig(AppConfig):
    name = "school.outcomes"
    verbose_name = _("Outcomes")
    journal_words: ClassVar[dict[str, Any]] = {
        "ask_dossier": pgettext_lazy("journal", "asked for a subsidy dossier"),
        "take_dossier": pgettext_lazy("journal", "took a subsidy dossier"),
        "freeze_report": pgettext_lazy("journal", "published a report of results"),
        "purge_dossier": pgettext_lazy("journal", "deleted a file with ID numbers"),
    }
