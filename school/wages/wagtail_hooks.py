from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.admin.widgets.button import HeaderButton

from school.people.signed import SignedIndex, SignedInspect
from school.ui.desk import LedgerIndex, LedgerViewSet
from school.wages import desk
from school.wages.bands import desk as bands
from school.wages.evidence import desk as objections
from school.wages.minimum.actions import known
from school.wages.minimum.desk import enter
from school.wages.minimum.viewset import BelowColumn, MinimumWageViewSet
from school.wages.models import Baseline, FollowUp, WageRecord
from school.wages.owed.desk import owed
from school.wages.owed.viewset import OwedPayViewSet
from school.wages.payslips import desk as payslips
from school.wages.uploads.access import REPORT
from school.wages.waits import FOLLOW_UPS


def interview_url(follow_up: FollowUp) -> str:
    return reverse("wages_desk:interview", args=[follow_up.code])


class WageRecordIndex(SignedIndex):
    """The list of records, with the way to a form that calls the verb."""

    @cached_property
    def columns(self) -> list[Any]:
        return [*super().columns, BelowColumn(known())]

    @cached_property
    def header_buttons(self) -> list[Any]:
        if not self.request.user.has_perm("wages.add_wagerecord"):
            return []
        return [
            HeaderButton(
                str(_("Add a wage record")),
                url=reverse("wages_desk:add_record"),
                icon_name="plus",
            ),
            HeaderButton(
                str(_("Payslips")),
                url=reverse("wages_desk:payslips"),
                icon_name="doc-full",
            ),
            HeaderButton(
                str(_("Objections")),
                url=reverse("wages_desk:objections"),
                icon_name="warning",
            ),
        ]


class FollowUpIndex(LedgerIndex):
    @cached_property
    def header_buttons(self) -> list[Any]:
        if not self.request.user.has_perm("wages.answer_followup"):
            return []
        return [
            HeaderButton(
                str(_("To phone today")),
                url=reverse("wages_desk:phone"),
                icon_name="mobile-alt",
            )
        ]


class WageRecordViewSet(LedgerViewSet):
    model = WageRecord
    icon = "doc-full"
    menu_label = _("Wage records")
    index_view_class = WageRecordIndex
    inspect_view_class = SignedInspect
    related = ("person__user", "enrollment__person", "enrollment__cohort", "objection")
    list_display = [
        "person",
        "purpose",
        Column("sum_in_words", label=_("Pay told")),
        "basis",
        "source",
        Column("evidence", label=_("How sure it is")),
        Column("dispute", label=_("Disputed by the worker")),
        "period_start",
        "period_end",
        "at",
    ]
    list_filter = ["purpose", "unit", "source", "enrollment__cohort", "period_end"]
    search_fields = ["person__name", "employer"]
    list_export = [
        "code",
        "person.name",
        "enrollment",
        "purpose",
        "amount_fen",
        "unit",
        "quantity_hundredths",
        "basis",
        "source",
        "evidence",
        "is_disputed",
        "employer",
        "period_start",
        "period_end",
        "supersedes_id",
        "actor_label",
        "at",
    ]
    inspect_view_fields = [
        "person",
        "objection_words",
        "objection_answer",
        "enrollment",
        "purpose",
        "sum_in_words",
        "basis",
        "source",
        "evidence",
        "is_disputed",
        "employer",
        "period_start",
        "period_end",
        "supersedes",
        "actor_label",
        "at",
    ]


class FollowUpViewSet(LedgerViewSet):
    model = FollowUp
    icon = "mail"
    menu_label = _("Follow-ups")
    index_view_class = FollowUpIndex
    related = ("enrollment__person", "enrollment__cohort", "record")
    waits = FOLLOW_UPS
    list_display = [
        TitleColumn(
            "enrollment",
            label=_("Whom to ask"),
            get_url=interview_url,
        ),
        "occasion",
        "months",
        "due_on",
        "status",
        "employment",
        "workplace",
        "notified_at",
        "answered_at",
    ]
    list_filter = [
        "status",
        "employment",
        "workplace",
        "occasion",
        "months",
        "due_on",
        "enrollment__cohort",
    ]
    search_fields = ["enrollment__person__name", "enrollment__cohort__name"]
    list_export = [
        "enrollment.person.name",
        "enrollment.cohort.name",
        "occasion",
        "months",
        "due_on",
        "status",
        "employment",
        "workplace",
        "pay_told",
        "times_told",
        "notified_at",
        "answered_at",
    ]
    inspect_view_fields = [
        "enrollment",
        "occasion",
        "months",
        "due_on",
        "status",
        "employment",
        "workplace",
        "pay_told",
        "times_told",
        "notified_at",
        "answered_at",
    ]


class BaselineViewSet(LedgerViewSet):
    model = Baseline
    icon = "history"
    menu_label = _("Pay before the course")
    related = ("enrollment__person", "enrollment__cohort", "record")
    list_display = ["enrollment", "answer", "pay_told", "answered_at"]
    list_filter = ["answer", "enrollment__cohort"]
    search_fields = ["enrollment__person__name"]
    list_export = [
        "enrollment.person.name",
        "enrollment.cohort.name",
        "answer",
        "pay_told",
        "answered_at",
    ]
    inspect_view_fields = ["enrollment", "answer", "pay_told", "answered_at"]


class UploadsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(REPORT)


class BandsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(bands.VIEW)


class WagesGroup(ModelViewSetGroup):
    menu_label = _("Wages")
    menu_icon = "doc-full-inverse"
    menu_order = 370
    items = (
        FollowUpViewSet,
        OwedPayViewSet,
        WageRecordViewSet,
        BaselineViewSet,
        MinimumWageViewSet,
    )

    def get_submenu_items(self) -> list[Any]:
        uploads = UploadsMenuItem(
            _("Companies' pay tables"),
            reverse("wages:uploads"),
            icon_name="upload",
            order=900,
        )
        published = BandsMenuItem(
            _("Pay bands"), reverse("wages_desk:bands"), icon_name="history", order=910
        )
        return [*super().get_submenu_items(), uploads, published]


@hooks.register("register_admin_viewset")
def wages_viewsets() -> WagesGroup:
    return WagesGroup()


@hooks.register("register_admin_urls")
def wages_desk_urls() -> list[URLPattern | URLResolver]:
    payslip = "wages-desk/payslips/<slug:code>"
    patterns = [
        path("wages-desk/phone/", desk.phone, name="phone"),
        path("wages-desk/follow-ups/<slug:code>/", desk.interview, name="interview"),
        path("wages-desk/owed/<slug:code>/", owed, name="owed"),
        path("wages-desk/minimum/add/", enter, name="enter_minimum"),
        path("wages-desk/records/add/", desk.add_record, name="add_record"),
        path("wages-desk/bands/", bands.index, name="bands"),
        path("wages-desk/bands/<int:number>/", bands.export, name="bands_sheet"),
        path("wages-desk/objections/", objections.index, name="objections"),
        path("wages-desk/objections/<slug:code>/", objections.answer, name="objection"),
        path("wages-desk/payslips/", payslips.index, name="payslips"),
        path(f"{payslip}/", payslips.read, name="read_payslip"),
        path(f"{payslip}/correct/", payslips.correct, name="correct_payslip"),
        path(f"{payslip}/refuse/", payslips.refuse, name="refuse_payslip"),
    ]
    return [path("", include((patterns, "wages_desk")))]
