from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PointsConfig(AppConfig):
    name = "school.points"
    verbose_name = _("Credit points")

    def ready(self) -> None:
        import_module("school.points.receivers")
