from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentConfig(AppConfig):
    name = "school.assessment"
    verbose_name = _("Assessment")

    def ready(self) -> None:
        import_module("school.assessment.receivers")
