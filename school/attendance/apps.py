from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AttendanceConfig(AppConfig):
    name = "school.attendance"
    verbose_name = _("Attendance")
    journal_words: ClassVar[dict[str, Any]] = {
        "note": pgettext_lazy("journal", "noted on the roll"),
        "print_sheet": pgettext_lazy("journal", "made a sign-in sheet"),
        "keep_scan": pgettext_lazy("journal", "kept a scan of a sign-in sheet"),
        "note_sheet": pgettext_lazy("journal", "typed a sign-in sheet in"),
        "raise_alert": pgettext_lazy("journal", "raised an attendance alert"),
        "note_contact": pgettext_lazy("journal", "called about an alert"),
        "sign": pgettext_lazy("journal", "signed in or out by the room code"),
        "take_scans": pgettext_lazy("journal", "took scans of the evening"),
    }
