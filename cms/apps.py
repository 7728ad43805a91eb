from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("Website")
    journal_words: ClassVar[dict[str, Any]] = {
        "create_pages": pgettext_lazy("journal", "made the pages of the website"),
    }

    def ready(self) -> None:
        import_module("cms.receivers")
