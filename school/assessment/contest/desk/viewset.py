"""The desk's list of contests."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from school.assessment.contest.models import Contest
from school.ui.desk import LedgerIndex, LedgerViewSet


def _page_of(contest: Contest) -> str:
    return reverse("contest_desk:contest", args=[contest.code])


class ContestIndex(LedgerIndex):
    @property
    def header_buttons(self) -> list[Any]:
        """A contest is set up by a form of its own, by who runs it."""
        if not self.request.user.has_perm("assessment.run_contest"):
            return []
        new, label = reverse("contest_desk:new"), _("Set up a contest")
        return [HeaderButton(label, new, icon_name="plus")]


class ContestViewSet(LedgerViewSet):
    model = Contest
    index_view_class = ContestIndex
    icon = "pick"
    menu_label = _("Skills contests")
    related = ("edition__course",)
    list_display = [
        TitleColumn("name", label=_("Name of the contest"), get_url=_page_of),
        "level",
        "edition",
        "status",
    ]
    list_filter = ["level", "status"]
    search_fields = ["name"]
    list_export = ["name", "level", "edition", "status", "team_best", "drops_extremes"]
    inspect_view_fields = ["name", "level", "edition", "status", "team_best"]
