from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSetGroup

from school.courses.desk.columns import DayColumn
from school.feedback.actions.notes import WRITE
from school.feedback.desk import counts, figures, kinds, notes
from school.feedback.models import CoachingNote, ComplaintKind, ServiceFigure
from school.ui.desk import LedgerViewSet


class ComplaintKindViewSet(LedgerViewSet):
    model = ComplaintKind
    icon = "clipboard-list"
    menu_label = _("Complaints and standards")
    related = ("standard",)
    list_display = ["title_zh", "standard", "rule_code", "advice_zh"]
    list_filter = ["standard"]
    search_fields = ["code", "title_zh", "title_en"]
    list_export = [
        "code",
        "title_zh",
        "title_en",
        "standard",
        "rule_code",
        "advice_zh",
        "advice_en",
    ]
    inspect_template_name = "feedback/desk/kind.html"
    inspect_view_fields = [*list_export, "lesson_codes"]


class CoachingNoteViewSet(LedgerViewSet):
    model = CoachingNote
    icon = "edit"
    menu_label = _("Suggestions")
    related = ("person", "kind", "standard", "enrollment__cohort")
    list_display = [
        "person",
        "kind",
        "standard",
        DayColumn("occurred_on", label=_("when it happened")),
        "written_at",
        "read_at",
        "practised_at",
    ]
    list_filter = ["kind", "standard", "written_at"]
    search_fields = ["person__name", "happened"]
    list_export = [
        "person.name",
        "kind",
        "standard",
        "occurred_on",
        "happened",
        "advice_zh",
        "written_by",
        "written_at",
        "read_at",
        "practised_at",
    ]
    inspect_view_fields = ["person", *list_export[1:]]


class ServiceFigureViewSet(LedgerViewSet):
    model = ServiceFigure
    icon = "order"
    menu_label = _("Service figures")
    related = ("person", "imported_by")
    list_display = [
        "person",
        "month",
        "orders",
        "good",
        "bad",
        "repeat",
        "version",
        "source",
        "at",
    ]
    list_filter = ["month", "source"]
    search_fields = ["person__name", "source"]
    list_export = ["person.name", *list_display[1:], "imported_by"]
    inspect_view_fields = ["person", *list_export[1:], "supersedes"]


class WriteMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(WRITE)


class CountsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(counts.VIEW)


class FiguresMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(figures.VIEW)


class FeedbackGroup(ModelViewSetGroup):
    menu_label = _("Feedback into teaching")
    menu_icon = "edit"
    menu_order = 370
    items = (CoachingNoteViewSet, ComplaintKindViewSet, ServiceFigureViewSet)

    def get_submenu_items(self) -> list[Any]:
        write = WriteMenuItem(
            _("Suggestions to write"),
            reverse("feedback_desk:waiting"),
            icon_name="edit",
            order=1,
        )
        counted = CountsMenuItem(
            _("Complaints by lesson"),
            reverse("feedback_desk:editions"),
            icon_name="list-ul",
            order=2,
        )
        compared = FiguresMenuItem(
            _("Before and after the course"),
            reverse("feedback_desk:figures"),
            icon_name="order",
            order=3,
        )
        return [write, counted, compared, *super().get_submenu_items()]


@hooks.register("register_admin_viewset")
def feedback_viewsets() -> FeedbackGroup:
    return FeedbackGroup()


@hooks.register("register_admin_urls")
def feedback_desk_urls() -> list[URLPattern | URLResolver]:
    edition = "feedback-desk/counts/<str:course>/<str:version>"
    patterns = [
        path("feedback-desk/", notes.waiting, name="waiting"),
        path("feedback-desk/people/<slug:code>/", notes.write, name="write"),
        path(
            "feedback-desk/cases/<slug:code>/",
            notes.write_for_case,
            name="write_for_case",
        ),
        path("feedback-desk/kinds/<slug:code>/", kinds.kind, name="kind"),
        path("feedback-desk/counts/", counts.index, name="editions"),
        path(f"{edition}/", counts.edition, name="counts"),
        path(f"{edition}/xlsx/", counts.export, name="counts_xlsx"),
        path(f"{edition}/lessons/<slug:lesson>/", counts.look, name="look"),
        path("feedback-desk/figures/", figures.index, name="figures"),
        path("feedback-desk/figures/import/", figures.take_in, name="import_figures"),
        path("feedback-desk/figures/template/", figures.template, name="figures_xlsx"),
        path("feedback-desk/figures/<slug:code>/", figures.compared, name="compared"),
    ]
    return [path("", include((patterns, "feedback_desk")))]
