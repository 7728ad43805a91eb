from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PointsConfig(AppConfig):
    name = "school.points"
    verbose_name = _("Credit points")
    journal_words: ClassVar[dict[str, Any]] = {
        "award": pgettext_lazy("journal", "awarded points"),
        "load_rules": pgettext_lazy("journal", "took the points rules in"),
        "reverse": pgettext_lazy("journal", "reversed an entry"),
    }

    def ready(self) -> None:
        import_module("school.points.receivers")
