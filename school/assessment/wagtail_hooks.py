from typing import Any

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.model import ModelViewSetGroup

from school.assessment import desk
from school.assessment.bulk import (
    Approve,
    PutInUse,
    SubmitForReview,
    TakeOutOfUse,
)
from school.assessment.contest.desk import urls as contest_urls
from school.assessment.contest.desk.viewset import ContestViewSet
from school.assessment.desk import bank_urls, exchange
from school.assessment.desk.assessor_urls import ASSESSORS
from school.assessment.desk.assessors import ConflictViewSet, LicenceViewSet
from school.assessment.desk.bank import QuestionViewSet
from school.assessment.desk.day_urls import DAYS
from school.assessment.desk.fair_urls import FAIR
from school.assessment.desk.menu import further_items
from school.assessment.desk.practical_urls import PRACTICALS
from school.assessment.desk.proofs import ProofViewSet
from school.assessment.models import Attempt, Practical, Result
from school.ui.desk import LedgerViewSet


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
    inspect_template_name = "assessment/desk/attempt.html"
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


class AssessmentGroup(ModelViewSetGroup):
    menu_label = _("Assessment")
    menu_icon = "tasks"
    menu_order = 340
    items = (
        QuestionViewSet,
        AttemptViewSet,
        PracticalViewSet,
        ResultViewSet,
        LicenceViewSet,
        ConflictViewSet,
        ProofViewSet,
        ContestViewSet,
    )

    def get_submenu_items(self) -> list[Any]:
        return [*super().get_submenu_items(), *further_items()]


# Wagtail wants the classes themselves here, not what a function returns.
hooks.register("register_bulk_action", TakeOutOfUse)
hooks.register("register_bulk_action", PutInUse)
hooks.register("register_bulk_action", SubmitForReview)
hooks.register("register_bulk_action", Approve)


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
        *PRACTICALS,
        *bank_urls.urlpatterns,
    ]
    return [
        path("", include(([*patterns, *DAYS, *FAIR, *ASSESSORS], "assessment_desk")))
    ]


@hooks.register("register_admin_urls")
def questions_desk_urls() -> list[URLPattern | URLResolver]:
    one = "assessment-desk/banks/<slug:course>/<str:version>"
    patterns = [
        path("assessment-desk/banks/", exchange.banks, name="banks"),
        # assessment-desk/banks/<course>/<version>/
        path(f"{one}/", exchange.exchange, name="exchange"),
        path(f"{one}/export/", exchange.export, name="export"),
        path(f"{one}/template/", exchange.template, name="template_sheet"),
        # assessment-desk/question-files/
        path("assessment-desk/question-files/<slug:code>/", exchange.file, name="file"),
        path(
            "assessment-desk/question-files/<slug:code>/errors/",
            exchange.file_errors,
            name="file_sheet",
        ),
    ]
    return [path("", include((patterns, "questions_desk")))]


@hooks.register("register_admin_urls")
def contest_desk_urls() -> list[URLPattern | URLResolver]:
    return [path("", include((contest_urls.urlpatterns, "contest_desk")))]
