"""The desk's list of contests."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import TitleColumn

from school.assessment.contest.models import Contest
from school.ui.desk import LedgerViewSet


def _page_of(contest: Contest) -> str:
    return reverse("contest_desk:contest", args=[contest.code])


class ContestViewSet(LedgerViewSet):
    model = Contest
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
