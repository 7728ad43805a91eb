"""What the style guide shows: plain values, near the real ones, of no real person."""

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext as _

from school.ui import icons

FORM_INITIAL = {"name": "阿卜杜热西提·阿布都外力", "track": "elder-care"}
FORM_REFUSED = {"name": "", "phone": "1381234", "born": "", "evenings": ["3"]}

DRAWINGS = (
    "lamp",
    "wheelchair",
    "cradle",
    "cloth",
    "hands",
    "classroom",
    "letter",
    "frame",
    "book",
    "clipboard",
    "jar",
    "search",
    "door",
    "signpost",
    "plug",
)


def context() -> dict[str, Any]:
    now = timezone.localtime()
    start = now.replace(hour=19, minute=0, second=0, microsecond=0)
    return {
        "now": now,
        "start": start,
        "end": start + timedelta(minutes=145),
        "deadline": now + timedelta(minutes=41),
        "near_deadline": now + timedelta(seconds=50),
        "icon_names": sorted(icons.ICONS),
        "drawings": DRAWINGS,
        "steps": [_("Read first"), _("Your details"), _("Consent"), _("Done")],
        "events": events(start),
        "tabs": tabs(),
        "page": Paginator(range(50), 10).page(2),
        "columns": [_("Module"), _("Theory"), _("Practice"), _("Hours")],
        "rows": [
            [_("Safe transfer"), "86", "91", "9"],
            [_("Washing and skin"), "78", "88", "6"],
            [_("First aid"), "92", "85", "9"],
        ],
    }


def events(start: Any) -> list[dict[str, Any]]:
    return [
        {
            "title": _("Application received"),
            "kind": "done",
            "when": start - timedelta(days=30),
        },
        {
            "title": _("Place confirmed"),
            "kind": "done",
            "when": start - timedelta(days=27),
        },
        {
            "title": _("Two evenings missed"),
            "kind": "attention",
            "when": start - timedelta(days=3),
            "note": _("Make up 6 hours before the assessment."),
        },
        {"title": _("Theory exam"), "when": start + timedelta(days=9)},
    ]


def tabs() -> list[dict[str, Any]]:
    return [
        {"label": _("Running"), "href": "#tabs", "current": True, "count": 3},
        {"label": _("Completed"), "href": "#tabs", "current": False, "count": 12},
        {"label": _("Announced"), "href": "#tabs", "current": False, "count": None},
    ]
