from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WagesConfig(AppConfig):
    name = "school.wages"
    verbose_name = _("Wages")

    def ready(self) -> None:
        import_module("school.wages.receivers")
