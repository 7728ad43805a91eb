from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from school.learning.models import Progress
from school.ui.desk import LedgerViewSet


class ProgressViewSet(LedgerViewSet):
    model = Progress
    icon = "openquote"
    menu_label = _("Lesson progress")
    menu_order = 330
    add_to_admin_menu = True
    related = ("person", "lesson")
    list_display = [
        "person",
        "lesson",
        "opened_at",
        "completed_at",
        "checks_right",
        "checks_total",
    ]
    list_filter = ["lesson__module__edition", "completed_at"]
    search_fields = ["person__name", "lesson__title_zh"]
    list_export = [
        "person.name",
        "lesson.code",
        "opened_at",
        "completed_at",
        "checks_right",
        "checks_total",
    ]
    inspect_view_fields = [
        "person",
        "lesson",
        "opened_at",
        "completed_at",
        "checks_right",
        "checks_total",
    ]


@hooks.register("register_admin_viewset")
def learning_viewset() -> ProgressViewSet:
    return ProgressViewSet("lesson_progress")
