from typing import Any

from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSetGroup

from school.assessment import actions, desk
from school.assessment.bulk import PutInUse, TakeOutOfUse
from school.assessment.models import Attempt, Practical, Question, Result
from school.assessment.question_forms import QuestionForm
from school.people.desk.refusing import RefusalsInForm
from school.ui.bulk import BulkLedgerIndex
from school.ui.desk import KeptViewSet, LedgerViewSet


class QuestionIndex(BulkLedgerIndex):
    related = ("edition__course", "module")

    def get_base_queryset(self) -> QuerySet[Model]:
        return super().get_base_queryset().annotate(times_drawn=Count("papers"))


class QuestionCreate(RefusalsInForm, CreateView):
    def save_instance(self) -> Question:
        return actions.write_question(self.form.instance, by=self.request.user)


class QuestionEdit(RefusalsInForm, EditView):
    def save_instance(self) -> Question:
        return actions.write_question(self.form.instance, by=self.request.user)


class QuestionViewSet(KeptViewSet):
    """Questions are taken out of use, never deleted: papers refer to them."""

    model = Question
    icon = "help"
    menu_label = _("Question bank")
    add_to_admin_menu = False
    inspect_view_enabled = True
    copy_view_enabled = False
    index_view_class = QuestionIndex
    add_view_class = QuestionCreate
    edit_view_class = QuestionEdit
    list_per_page = 50
    ordering = ["edition", "code"]
    list_display = [
        "code",
        "stem_zh",
        "module",
        "kind",
        "difficulty",
        "status",
        Column("times_drawn", label=_("Times drawn")),
    ]
    list_filter = ["edition", "module", "kind", "difficulty", "status", "use"]
    search_fields = ["code", "stem_zh", "stem_en"]
    list_export = [
        "code",
        "edition",
        "module.code",
        "kind",
        "difficulty",
        "stem_zh",
        "stem_en",
        "options_line",
        "answer",
        "explanation_zh",
        "explanation_en",
        "status",
        "use",
        "times_drawn",
    ]
    export_headings = {"options_line": _("Options")}
    inspect_template_name = "assessment/desk/question.html"

    def get_form_class(self, for_update: bool = False) -> type[QuestionForm]:
        return QuestionForm


class AttemptViewSet(LedgerViewSet):
    model = Attempt
    icon = "form"
    menu_label = _("Theory exams")
    related = ("enrollment__person", "enrollment__cohort")
    list_display = [
        "enrollment",
        "number",
        "status",
        "points",
        "started_at",
        "submitted_at",
    ]
    list_filter = ["enrollment__cohort", "status"]
    search_fields = ["enrollment__person__name"]
    list_export = [
        "enrollment.person.name",
        "enrollment.cohort.name",
        "number",
        "status",
        "points",
        "seed",
        "started_at",
        "deadline_at",
        "submitted_at",
    ]
    inspect_view_fields = ["enrollment", "number", "status", "points", "seed"]


class PracticalViewSet(LedgerViewSet):
    model = Practical
    icon = "tasks"
    menu_label = _("Practicals")
    related = ("enrollment__person", "enrollment__cohort")
    list_display = [
        "enrollment",
        "candidate_number",
        "number",
        "status",
        "opened_at",
        "released_at",
    ]
    list_filter = ["enrollment__cohort", "status"]
    search_fields = ["enrollment__person__name"]
    list_export = [
        "enrollment.person.name",
        "enrollment.cohort.name",
        "candidate_number",
        "number",
        "status",
        "seed",
        "opened_at",
        "released_at",
    ]
    inspect_view_fields = ["enrollment", "candidate_number", "number", "status", "seed"]


class ResultViewSet(LedgerViewSet):
    model = Result
    icon = "clipboard-list"
    menu_label = _("Assessment results")
    related = ("enrollment__person", "enrollment__cohort", "superseded_by")
    list_display = [
        "enrollment",
        "theory_points",
        "practical_points",
        "minutes_credited",
        BooleanColumn("has_passed", label=_("passed")),
        "decided_at",
    ]
    list_filter = ["enrollment__cohort", "has_passed", "decided_at"]
    search_fields = ["enrollment__person__name"]
    list_export = [
        "enrollment.person.name",
        "enrollment.cohort.name",
        "theory_points",
        "practical_points",
        "minutes_credited",
        "minutes_required",
        "has_passed",
        "is_current",
        "why_not",
        "decided_at",
    ]
    export_headings = {
        "is_current": _("Stands now"),
        "why_not": _("Why not passed"),
    }
    inspect_template_name = "assessment/desk/result.html"
    inspect_view_fields = [
        "enrollment",
        "theory_points",
        "practical_points",
        "minutes_credited",
        "minutes_required",
        "has_passed",
        "decided_at",
        "supersedes",
    ]


class DeskMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("assessment.view_practical")


class AssessmentGroup(ModelViewSetGroup):
    menu_label = _("Assessment")
    menu_icon = "tasks"
    menu_order = 340
    items = (QuestionViewSet, AttemptViewSet, PracticalViewSet, ResultViewSet)

    def get_submenu_items(self) -> list[Any]:
        by_class = DeskMenuItem(
            _("By class"),
            reverse("assessment_desk:cohorts"),
            icon_name="group",
            order=1,
        )
        return [by_class, *super().get_submenu_items()]


# Wagtail wants the classes themselves here, not what a function returns.
hooks.register("register_bulk_action", TakeOutOfUse)
hooks.register("register_bulk_action", PutInUse)


@hooks.register("register_admin_viewset")
def assessment_viewsets() -> AssessmentGroup:
    return AssessmentGroup()


@hooks.register("register_admin_urls")
def assessment_desk_urls() -> list[URLPattern | URLResolver]:
    one = "assessment-desk/classes/<slug:code>"
    patterns = [
        path("assessment-desk/", desk.cohorts, name="cohorts"),
        # assessment-desk/classes/
        path(f"{one}/", desk.cohort, name="cohort"),
        path(f"{one}/open-exam/", desk.open_exam, name="open_exam"),
        path(f"{one}/open-practicals/", desk.open_practicals, name="open_practicals"),
        path(f"{one}/release/", desk.release, name="release"),
        # assessment-desk/practicals/
        path(
            "assessment-desk/trainees/<slug:code>/open-practical/",
            desk.open_practical,
            name="open_practical",
        ),
        path(
            "assessment-desk/practicals/<slug:code>/", desk.practical, name="practical"
        ),
        path(
            "assessment-desk/practicals/<slug:code>/<str:station>/third/",
            desk.third,
            name="third",
        ),
        path(
            "assessment-desk/markings/<slug:code>/replace/",
            desk.replace,
            name="replace",
        ),
    ]
    return [path("", include((patterns, "assessment_desk")))]
