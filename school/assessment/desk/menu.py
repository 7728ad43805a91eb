"""What the desk's menu of assessment offers besides its lists."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

PRACTICAL, QUESTION = "assessment.view_practical", "assessment.view_question"
# Label, address, the right that shows it, icon, place.
ITEMS = [
    (_("By class"), "assessment_desk:cohorts", PRACTICAL, "group", 1),
    (_("Set up a contest"), "contest_desk:new", "assessment.run_contest", "plus", 95),
    (_("Help in the exam"), "assessment_desk:help_requests", PRACTICAL, "help", 2),
    (_("Marks that came too late"), "assessment_desk:strays", PRACTICAL, "warning", 90),
    (_("Appeals"), "assessment_desk:appeals", "assessment.view_appeal", "mail", 3),
    (
        _("Questions to review"),
        "assessment:reviews",
        "assessment.review_question",
        "check",
        105,
    ),
    (_("Import and export"), "questions_desk:banks", QUESTION, "order", 110),
    (_("Item statistics"), "assessment_desk:items", QUESTION, "table", 120),
    (
        _("How far examiners agree"),
        "assessment:agreement",
        "assessment.view_agreement",
        "table",
        130,
    ),
    (
        _("Corrections of questions"),
        "assessment_desk:corrections",
        "assessment.view_correction",
        "edit",
        900,
    ),
]


class RightItem(MenuItem):
    """Shown to those who have the right."""

    def __init__(self, label: Any, name: str, *, right: str, **kwargs: Any) -> None:
        self.right = right
        super().__init__(label, reverse(name), **kwargs)

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.right)


def further_items() -> list[MenuItem]:
    return [
        RightItem(label, name, right=right, icon_name=icon, order=order)
        for label, name, right, icon, order in ITEMS
    ]
