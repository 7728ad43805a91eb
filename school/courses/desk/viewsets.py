from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSetGroup

from school.courses import access, actions, rules
from school.courses.actions.change_edition import NOT_BEGUN
from school.courses.desk.classes import STEP_NAMES, STEPS
from school.courses.desk.columns import DayColumn
from school.courses.desk.edition_viewset import EditionViewSet
from school.courses.desk.evenings import SessionViewSet
from school.courses.desk.forms import CohortForm
from school.courses.models import (
    Cohort,
    Course,
    Edition,
    Instructor,
    Track,
    Venue,
)
from school.people.desk.refusing import RefusalsInForm
from school.ui.bulk import BulkLedgerIndex
from school.ui.desk import KeptViewSet, LedgerIndex, LedgerInspect, LedgerViewSet


class CohortIndex(BulkLedgerIndex):
    related = ("edition__course", "venue")

    def get_edit_url(self, instance: Cohort) -> str | None:
        """The title leads to the class's own page, whence it can be edited."""
        return self.get_inspect_url(instance)


class CohortPage(LedgerInspect):
    """Everything about one class, and what the registrar can do with it now."""

    page_title = _("The class")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        cohort, user = self.object, self.request.user
        verbs = rules.verbs_from(cohort.status) if access.can_open(user, cohort) else []
        sessions = cohort.sessions.select_related("evening", "venue", "teacher")
        others = Edition.objects.other_than(cohort.edition)
        return super().get_context_data(
            cohort=cohort,
            steps=[(verb, STEP_NAMES[verb]) for verb in verbs if verb in STEPS],
            can_cancel="cancel" in verbs,
            can_change=access.can_change(user, cohort),
            can_plan=access.can_plan(user, cohort),
            has_begun=cohort.status not in {*NOT_BEGUN, Cohort.Status.CANCELLED},
            may_change_edition=cohort.status in NOT_BEGUN and others.exists(),
            duties=cohort.duties.select_related("user"),
            sessions=sessions,
            now=timezone.now(),
            **kwargs,
        )


class CohortCreate(RefusalsInForm, CreateView):
    def save_instance(self) -> Cohort:
        return actions.create(self.form.instance, by=self.request.user)

    def get_success_url(self) -> str:
        return reverse("cohort:inspect", args=[self.object.pk])


class CohortEdit(RefusalsInForm, EditView):
    def save_instance(self) -> Cohort:
        return actions.change(self.form.instance, by=self.request.user)

    def get_success_url(self) -> str:
        return reverse("cohort:inspect", args=[self.object.pk])


class CohortViewSet(KeptViewSet):
    model = Cohort
    icon = "group"
    menu_label = _("Classes")
    add_to_admin_menu = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = CohortIndex
    add_view_class = CohortCreate
    edit_view_class = CohortEdit
    inspect_view_class = CohortPage
    inspect_template_name = "courses/desk/cohort.html"
    list_per_page = 50
    list_display = (
        "name",
        Column("edition", label=_("edition"), sort_key="edition__course__code"),
        Column("get_status_display", label=_("stage"), sort_key="status"),
        Column("seats", label=_("seats"), sort_key="seats"),
        "venue",
        DayColumn("starts_on", label=_("first evening"), sort_key="starts_on"),
        DayColumn("enrol_until", label=_("enrol until"), sort_key="enrol_until"),
    )
    list_filter = ("status", "edition__course", "venue", "starts_on")
    search_fields = ("name", "code")
    list_export = (
        "name",
        "edition.course.code",
        "edition.version",
        "get_status_display",
        "seats",
        "venue.name",
        "starts_on",
        "ends_on",
        "enrol_until",
        "fee_fen",
    )
    export_filename = "classes"
    inspect_view_fields = [
        "edition",
        "status",
        "seats",
        "venue",
        "starts_on",
        "ends_on",
        "enrol_until",
    ]

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return CohortForm


class RecordedView(RefusalsInForm):
    """Saves by a verb that keeps the whole row."""

    record: Any

    def save_instance(self) -> Any:
        view: Any = self
        return type(self).record(view.form.instance, by=view.request.user)


class VenueCreate(RecordedView, CreateView):
    record = actions.record_venue


class VenueEdit(RecordedView, EditView):
    record = actions.record_venue


class VenueViewSet(KeptViewSet):
    model = Venue
    icon = "home"
    menu_label = _("Venues")
    add_to_admin_menu = False
    copy_view_enabled = False
    add_view_class = VenueCreate
    edit_view_class = VenueEdit
    form_fields = (
        "name",
        "address",
        "directions_zh",
        "directions_en",
        "kind",
        "capacity",
    )
    list_display = (
        "name",
        "address",
        Column("get_kind_display", label=_("kind of venue"), sort_key="kind"),
        "capacity",
    )
    list_filter = ("kind",)
    search_fields = ("name", "address")
    list_export = (
        "name",
        "address",
        "directions_zh",
        "directions_en",
        "kind",
        "capacity",
    )
    export_filename = "venues"


class InstructorCreate(RecordedView, CreateView):
    record = actions.record_instructor


class InstructorEdit(RecordedView, EditView):
    record = actions.record_instructor


class InstructorIndex(LedgerIndex):
    related = ("user",)


class InstructorViewSet(KeptViewSet):
    model = Instructor
    icon = "user"
    menu_label = _("Lecturers")
    add_to_admin_menu = False
    copy_view_enabled = False
    index_view_class = InstructorIndex
    add_view_class = InstructorCreate
    edit_view_class = InstructorEdit
    form_fields = ("user", "kind", "headline_zh", "headline_en")
    list_display = (
        "user",
        Column("get_kind_display", label=_("speciality"), sort_key="kind"),
        Column("headline", label=_("In a line")),
    )
    list_filter = ("kind",)
    search_fields = ("user__display_name", "headline_zh")
    list_export = ("user", "kind", "headline_zh", "headline_en")
    export_filename = "lecturers"


class CourseViewSet(LedgerViewSet):
    model = Course
    icon = "folder-open-inverse"
    menu_label = _("Courses taught")
    related = ("track",)
    list_display = ("title_zh", "code", "track", "title_en")
    list_filter = ("track",)
    search_fields = ("title_zh", "title_en", "code")
    list_export = ("code", "title_zh", "title_en", "track.code")
    inspect_view_fields = ["code", "title_zh", "title_en", "track"]


class TrackViewSet(LedgerViewSet):
    model = Track
    icon = "tag"
    menu_label = _("Fields of training")
    list_display = ("title_zh", "code", "title_en", "colour")
    list_export = ("code", "title_zh", "title_en", "colour")
    inspect_view_fields = ["code", "title_zh", "title_en", "colour"]


class TimetableMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("courses.view_session")


class ClassesGroup(ModelViewSetGroup):
    menu_label = _("Classes and courses")
    menu_icon = "group"
    menu_order = 300
    items = (
        CohortViewSet,
        SessionViewSet,
        VenueViewSet,
        InstructorViewSet,
        EditionViewSet,
        CourseViewSet,
        TrackViewSet,
    )

    def get_submenu_items(self) -> list[Any]:
        screens = [
            (_("Week plan"), "courses_desk:week"),
            (_("Timetable of the term"), "courses_desk:term"),
        ]
        own = [
            TimetableMenuItem(label, reverse(name), icon_name="calendar", order=1)
            for label, name in screens
        ]
        return [*own, *super().get_submenu_items()]
