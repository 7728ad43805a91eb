from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AttendanceConfig(AppConfig):
    name = "school.attendance"
    verbose_name = _("Attendance")
    journal_words: ClassVar[dict[str, Any]] = {
        "note": pgettext_lazy("journal", "noted on the roll"),
    }
