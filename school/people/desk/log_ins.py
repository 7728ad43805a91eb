from django.utils.translation import gettext_lazy as _

from school.people.models import LogIn
from school.ui.desk import LedgerViewSet


class LogInViewSet(LedgerViewSet):
    """Who came in and who did not, without what was typed."""

    model = LogIn
    icon = "key"
    menu_label = _("Log-ins")
    related = ("user",)
    list_display = ["outcome", "user", "way", "second", "device", "count", "at"]
    list_filter = ["outcome", "way", "at"]
    search_fields = ["user__display_name"]
    list_export = ["at", "user_id", "outcome", "way", "second", "device", "count"]
    export_filename = "log-ins"
    inspect_view_fields = list_display
