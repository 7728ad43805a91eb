from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from school.learning.models import Progress, ReadingTime
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
        "last_opened_on",
        "completed_at",
        "parts_read",
        "parts_total",
        "checks_right",
        "checks_total",
    ]
    list_filter = ["lesson__module__edition", "completed_at"]
    search_fields = ["person__name", "lesson__title_zh"]
    list_export = [
        "person.name",
        "lesson.code",
        "opened_at",
        "last_opened_on",
        "completed_at",
        "checks_right",
        "checks_total",
    ]
    inspect_view_fields = [
        "person",
        "lesson",
        "opened_at",
        "last_opened_on",
        "completed_at",
        "checks_right",
        "checks_total",
    ]


class ReadingTimeViewSet(LedgerViewSet):
    """What lets a lesson count as hours: each line as a phone noted it, and what counts."""

    model = ReadingTime
    icon = "history"
    menu_label = _("Time spent reading")
    menu_order = 335
    add_to_admin_menu = True
    related = ("enrollment__person", "enrollment__cohort", "lesson")
    list_display = ["enrollment", "lesson", "begun_at", "ended_at", "seconds"]
    list_filter = ["lesson__module__edition", "received_at"]
    search_fields = ["enrollment__person__name", "lesson__title_zh"]
    list_export = [
        "enrollment.person.name",
        "enrollment.cohort.name",
        "lesson.code",
        "uuid",
        "device",
        "begun_at",
        "ended_at",
        "claimed_seconds",
        "seconds",
        "received_at",
    ]
    inspect_view_fields = [
        "enrollment",
        "lesson",
        "device",
        "begun_at",
        "ended_at",
        "claimed_seconds",
        "seconds",
        "received_at",
    ]


@hooks.register("register_admin_viewset")
def reading_time_viewset() -> ReadingTimeViewSet:
    return ReadingTimeViewSet("reading_time")


@hooks.register("register_admin_viewset")
def learning_viewset() -> ProgressViewSet:
    return ProgressViewSet("lesson_progress")
