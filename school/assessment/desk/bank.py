"""The question bank at the desk: a list to search, forms for every kind, a page a question."""

from typing import Any

from django.db.models import Count, Model, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.widgets.button import Button

from school.assessment.access import can_review
from school.assessment.corrections import answer_in_force
from school.assessment.models import Question
from school.assessment.question_forms import QuestionForm
from school.assessment.statistics import measured_one
from school.journal.models import Entry
from school.people.desk.refusing import RefusalsInForm
from school.ui.bulk import BulkLedgerIndex
from school.ui.desk import KeptViewSet, LedgerInspect

HISTORY = 50
INSPECTED = [
    "edition",
    "module",
    "lesson",
    "standard",
    "kind",
    "difficulty",
    "use",
    "written_by",
    "reviewed_by",
    "reviewed_at",
]


class QuestionIndex(BulkLedgerIndex):
    related = ("edition__course", "module")

    def get_base_queryset(self) -> QuerySet[Model]:
        rows = super().get_base_queryset().annotate(times_drawn=Count("papers"))
        return rows.annotate(answer_now=answer_in_force())

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        url = f"{reverse('questions_desk:banks')}?{self.request.GET.urlencode()}"
        button = Button(
            _("Import and export"), url=url, icon_name="order", priority=110
        )
        return [*super().header_more_buttons, button]


def _steps(question: Question, user: Any) -> dict[str, Any]:
    """How it stands, and what whoever looks at it may do."""
    others = question.replacements.exclude(status=Question.Status.RETIRED)
    return {
        "successor": others.first(),
        "may_write": user.has_perm("assessment.change_question"),
        "may_review": can_review(user, question)
        and question.status == Question.Status.IN_REVIEW,
    }


class QuestionCreate(RefusalsInForm, CreateView):
    def save_instance(self) -> Question:
        return self.form.keep(by=self.request.user)

    def get_success_url(self) -> str:
        return reverse("question:inspect", args=[self.object.pk])


class QuestionEdit(RefusalsInForm, EditView):
    def save_instance(self) -> Question:
        return self.form.keep(by=self.request.user)

    def get_success_url(self) -> str:
        return reverse("question:inspect", args=[self.object.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        steps = _steps(self.object, self.request.user)
        return super().get_context_data(**steps, **kwargs)


class QuestionInspect(LedgerInspect):
    """The question as it is asked, how it stands, what is known of it, and its history."""

    def get_object(self, queryset: Any = None) -> Question:
        related = ("edition__course", "module", "written_by", "reviewed_by", "replaces")
        return get_object_or_404(
            Question.objects.select_related(*related, "lesson", "standard", "picture"),
            pk=self.pk,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question, user = self.object, self.request.user
        history = Entry.objects.filter(
            object_type=question._meta.label_lower, object_id=str(question.pk)
        )
        return super().get_context_data(
            measured=measured_one(question),
            history=history[:HISTORY],
            **_steps(question, user),
            **kwargs,
        )


class QuestionViewSet(KeptViewSet):
    """Questions are taken out of use, never deleted: papers refer to them."""

    model = Question
    icon = "help"
    menu_label = _("Question bank")
    add_to_admin_menu = False
    inspect_view_enabled = True
    inspect_view_class = QuestionInspect
    inspect_view_fields = INSPECTED
    copy_view_enabled = False
    index_view_class = QuestionIndex
    add_view_class = QuestionCreate
    edit_view_class = QuestionEdit
    create_template_name = "assessment/desk/question_form.html"
    edit_template_name = "assessment/desk/question_form.html"
    list_per_page = 50
    ordering = ["edition", "code"]
    list_display = [
        "code",
        "stem_zh",
        "edition",
        "module",
        "kind",
        "difficulty",
        "status",
        "use",
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
        "answer_now",
        "explanation_zh",
        "explanation_en",
        "status",
        "use",
        "times_drawn",
    ]
    export_headings = {
        "options_line": _("Options"),
        "answer_now": _("Right answer"),
    }
    inspect_template_name = "assessment/desk/question.html"

    def get_form_class(self, for_update: bool = False) -> type[QuestionForm]:
        return QuestionForm
