from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSetGroup

from school.attendance.models import Event, MinuteEntry, RefusedScan
from school.ui.desk import LedgerViewSet


class EventViewSet(LedgerViewSet):
    model = Event
    icon = "history"
    menu_label = _("Attendance events")
    related = (
        "enrollment__person",
        "enrollment__cohort",
        "session__cohort",
        "session__evening",
        "recorded_by",
    )
    list_display = [
        "enrollment",
        "kind",
        "at",
        "method",
        "level",
        "recorded_by",
        "reason",
    ]
    list_filter = ["session__cohort", "kind", "method", "level"]
    search_fields = ["enrollment__person__name"]
    list_export = [
        "enrollment.person.name",
        "session",
        "kind",
        "at",
        "method",
        "level",
        "noted_at",
        "device_at",
        "recorded_by",
        "recorded_at",
        "reason",
    ]
    inspect_view_fields = [
        "enrollment",
        "session",
        "kind",
        "at",
        "method",
        "level",
        "noted_at",
        "device_at",
        "recorded_by",
        "recorded_at",
        "reason",
    ]


class MinuteEntryViewSet(LedgerViewSet):
    model = MinuteEntry
    icon = "time"
    menu_label = _("Minutes ledger")
    related = (
        "enrollment__person",
        "enrollment__cohort",
        "session__cohort",
        "session__evening",
    )
    list_display = ["enrollment", "session", "minutes", "at"]
    list_filter = ["session__cohort"]
    search_fields = ["enrollment__person__name"]
    list_export = ["enrollment.person.name", "session", "minutes", "at"]
    inspect_view_fields = ["enrollment", "session", "minutes", "event", "at"]


class AlertsMenuItem(MenuItem):
    """To the list of the portal: whoever calls does so from a telephone."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("attendance.call_roll")


class RefusedScanViewSet(LedgerViewSet):
    model = RefusedScan
    icon = "warning"
    menu_label = _("Refused scans")
    related = (
        "enrollment__person",
        "enrollment__cohort",
        "session__cohort",
        "session__evening",
        "recorded_by",
    )
    list_display = ["session", "enrollment", "code", "noted_at", "recorded_by"]
    list_filter = ["session__cohort", "code"]
    search_fields = ["enrollment__person__name"]
    list_export = [
        "session",
        "enrollment.person.name",
        "code",
        "noted_at",
        "recorded_by",
        "recorded_at",
    ]
    inspect_view_fields = [
        "session",
        "enrollment",
        "code",
        "noted_at",
        "recorded_by",
        "recorded_at",
    ]


class AttendanceGroup(ModelViewSetGroup):
    menu_label = _("Attendance")
    menu_icon = "time"
    menu_order = 320
    items = (EventViewSet, MinuteEntryViewSet, RefusedScanViewSet)

    def get_submenu_items(self) -> list[Any]:
        alerts = AlertsMenuItem(
            _("Trainees to call"),
            reverse("attendance:alerts"),
            icon_name="warning",
            order=1,
        )
        return [alerts, *super().get_submenu_items()]


@hooks.register("register_admin_viewset")
def attendance_viewsets() -> AttendanceGroup:
    return AttendanceGroup()
