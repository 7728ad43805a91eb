"""Who may examine: licences, conflicts of interest, and for a class everybody with what stands against them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.generic import CreateView, EditView

from school.assessment import actions
from school.assessment.access import can_release
from school.assessment.assessor_forms import ConflictForm, LicenceForm
from school.assessment.assessor_wording import why
from school.assessment.assessors import Staff, whole_staff
from school.assessment.desk.steps import reader, worker
from school.assessment.models import Conflict, Licence
from school.assessment.models.assessor import WARNED_BEFORE
from school.courses.desk.columns import PastDayColumn
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.people.access import holders_of
from school.people.desk.refusing import RefusalsInForm
from school.people.models import User
from school.ui.asking import asked
from school.ui.desk import KeptViewSet, LedgerIndex, LedgerViewSet
from school.ui.reasons import ReasonForm
from school.ui.steps import posted

RIGHT = "assessment.mark_practical"


class LicenceSaved(RefusalsInForm):
    def get_form_kwargs(self) -> dict[str, Any]:
        view: Any = super()
        examiners = holders_of(RIGHT).order_by("display_name", "pk")
        return {**view.get_form_kwargs(), "examiners": examiners}

    def save_instance(self) -> Licence:
        view: Any = self
        form = view.form
        return actions.record_licence(
            form.instance, courses=form.cleaned_data["courses"], by=view.request.user
        )


class LicenceCreate(LicenceSaved, CreateView):
    pass


class LicenceEdit(LicenceSaved, EditView):
    pass


class EndsColumn(PastDayColumn):
    """The last day of a licence, and whether it is near or past."""

    def get_value(self, instance: Licence) -> str:
        until = super().get_value(instance)
        today = timezone.localdate()
        if instance.valid_until < today:
            return _("%(day)s · has ended") % {"day": until}
        if instance.valid_until <= today + WARNED_BEFORE:
            return _("%(day)s · ends soon") % {"day": until}
        return until


class LicenceIndex(LedgerIndex):
    related = ("user",)

    def _get_title_column(self, field_name: str, *args: Any, **kwargs: Any) -> Any:
        column = super()._get_title_column(field_name, *args, **kwargs)
        column.sort_key = "user__display_name"
        return column


class LicenceViewSet(KeptViewSet):
    model = Licence
    icon = "key"
    menu_label = gettext_lazy("Examiners' licences")
    add_to_admin_menu = False
    copy_view_enabled = False
    index_view_class = LicenceIndex
    add_view_class = LicenceCreate
    edit_view_class = LicenceEdit
    list_display = (
        # By its bare name, so that it leads to the form of whoever may change it.
        "user",
        "number",
        "issued_by",
        PastDayColumn("valid_from", label=gettext_lazy("valid from")),
        EndsColumn(
            "valid_until",
            label=gettext_lazy("valid through"),
            sort_key="valid_until",
        ),
    )
    list_filter = ("courses", "valid_until")
    search_fields = ("user__display_name", "number")
    list_export = (
        "user",
        "number",
        "issued_by",
        "valid_from",
        "valid_until",
        "sheets_a_class",
        "sheets_a_day",
    )
    export_filename = "licences"

    def get_form_class(self, for_update: bool = False) -> type[LicenceForm]:
        return LicenceForm


class ConflictViewSet(LedgerViewSet):
    model = Conflict
    icon = "warning"
    menu_label = gettext_lazy("Conflicts of interest")
    related = ("user", "person", "declared_by")
    list_display = ("user", "person", "kind", "declared_by", "declared_at", "ended_at")
    list_filter = ("kind", "user")
    search_fields = ("user__display_name", "person__name")
    list_export = ("user", "person.name", "kind", "declared_at", "ended_at")
    inspect_template_name = "assessment/desk/conflict.html"
    inspect_view_fields = ["user", "person", "kind", "note", "declared_by", "ended_at"]


@dataclass(frozen=True, slots=True)
class ExaminerRow:
    user: User
    sheets: int
    waiting: int
    # Against her in this class at all.
    against: str
    # The trainees whom she may not mark, each with why.
    not_these: list[tuple[Enrollment, str]]


def examiners(request: HttpRequest, code: str) -> HttpResponse:
    """Everybody who might mark in the class, with everything that stands against it."""
    reader(request)
    cohort = get_object_or_404(
        Cohort.objects.select_related("edition__course"), code=code
    )
    staff = whole_staff(cohort)
    context = {
        "page_title": _("Who may mark"),
        "page_subtitle": cohort.name,
        "header_icon": "group",
        "cohort": cohort,
        "needs_licence": staff.needs_licence,
        "rows": list(_rows(staff)),
    }
    return render(request, "assessment/desk/examiners.html", context)


def _rows(staff: Staff) -> Iterator[ExaminerRow]:
    on_roll = staff.cohort.enrollments.on_roll().trainees()
    enrollments = list(on_roll.select_related("person").order_by("person__name", "pk"))
    for pk, one in staff.assessors.items():
        general = staff.against(pk)
        judged = [(each, staff.against(pk, each.person)) for each in enrollments]
        yield ExaminerRow(
            user=staff.users[pk],
            sheets=one.sheets_of_class,
            waiting=staff.waiting.get(pk, 0),
            against=why(general),
            not_these=[
                (each, why(own))
                for each, reasons in judged
                if (own := [one for one in reasons if one not in general])
            ],
        )


def conflict(request: HttpRequest, code: str) -> HttpResponse:
    """Enter that an examiner and a trainee are too close."""
    user = worker(request, can_release)
    enrollment = get_object_or_404(
        Enrollment.objects.select_related("person", "cohort"), code=code
    )
    everyone = holders_of(RIGHT).order_by("display_name", "pk")

    def verb(user: User, kind: str, note: str) -> Conflict:
        return actions.declare_conflict(
            user, enrollment.person, kind=kind, note=note, by=by
        )

    by = user
    return asked(
        request,
        ConflictForm(posted(request), examiners=everyone),
        verb,
        _("Kept. Untouched sheets have gone to somebody else."),
        title=_("Enter a conflict of interest"),
        about=str(enrollment),
        back=reverse("assessment_desk:examiners", args=[enrollment.cohort.code]),
    )


def end_conflict(request: HttpRequest, code: str) -> HttpResponse:
    user = worker(request, can_release)
    found = get_object_or_404(
        Conflict.objects.standing().select_related("user", "person"), code=code
    )
    return asked(
        request,
        ReasonForm(posted(request)),
        partial(actions.end_conflict, found, by=user),
        _("Ended, for sheets given from now on."),
        title=_("End this conflict of interest"),
        about=str(found),
        back=reverse("conflict:index"),
    )
