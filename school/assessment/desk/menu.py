"""What the desk's menu of assessment offers besides its lists."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem


class RightItem(MenuItem):
    """Shown to those who have the right."""

    def __init__(self, label: Any, name: str, *, right: str, **kwargs: Any) -> None:
        self.right = right
        super().__init__(label, reverse(name), **kwargs)

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.right)


def further_items() -> list[MenuItem]:
    practical, question = "assessment.view_practical", "assessment.view_question"
    return [
        RightItem(
            _("By class"),
            "assessment_desk:cohorts",
            right=practical,
            icon_name="group",
            order=1,
        ),
        RightItem(
            _("Help in the exam"),
            "assessment_desk:help_requests",
            right=practical,
            icon_name="help",
            order=2,
        ),
        RightItem(
            _("Questions to review"),
            "assessment:reviews",
            right="assessment.review_question",
            icon_name="check",
            order=105,
        ),
        RightItem(
            _("Import and export"),
            "questions_desk:banks",
            right=question,
            icon_name="order",
            order=110,
        ),
        RightItem(
            _("Item statistics"),
            "assessment_desk:items",
            right=question,
            icon_name="table",
            order=120,
        ),
        RightItem(
            _("Corrections of questions"),
            "assessment_desk:corrections",
            right="assessment.view_correction",
            icon_name="edit",
            order=900,
        ),
    ]
