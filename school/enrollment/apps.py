from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnrollmentConfig(AppConfig):
    name = "school.enrollment"
    verbose_name = _("Enrolment")

    def ready(self) -> None:
        import_module("school.enrollment.receivers")
