from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from school.courses import actions
from school.courses.desk.forms import ReasonForm
from school.courses.models import Cohort, Session
from school.people.models import User
from school.ui.bulk import BulkVerb
from school.ui.templatetags import ui


class ClassVerb(BulkVerb):
    models = [Cohort]
    permission = "courses.open_cohort"
    related = ("edition__course",)


class Announce(ClassVerb):
    display_name = _("Announce")
    aria_label = _("Announce the classes that are ticked")
    action_type = "announce"
    action_priority = 10
    verb = actions.announce


class OpenEnrolment(ClassVerb):
    display_name = _("Open enrolment")
    aria_label = _("Open enrolment for the classes that are ticked")
    action_type = "open_enrollment"
    action_priority = 20
    verb = actions.open_enrollment


class EveningVerb(BulkVerb):
    models = [Session]
    permission = "courses.change_session"
    related = ("cohort", "evening", "venue", "teacher")

    def title_of(self, row: Session) -> str:
        return f"{row} · {ui.evening(row.starts_at)}"


class CancelEvenings(EveningVerb):
    display_name = _("Cancel the evenings")
    aria_label = _("Cancel the evenings that are ticked")
    action_type = "cancel"
    action_priority = 20
    classes = {"serious"}
    form_class = ReasonForm
    note = _("The trainees are told of every evening, with the reason.")
    verb = actions.cancel_session


class TeacherForm(ReasonForm):
    teacher = forms.ModelChoiceField(
        User.objects.none(),
        label=_("teacher"),
        help_text=_("Whoever has a duty in one of the classes."),
    )
    field_order = ("teacher", "reason")

    def __init__(self, *args: Any, sessions: list[Session], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teacher = self.fields["teacher"]
        assert isinstance(teacher, forms.ModelChoiceField)
        classes = {session.cohort_id for session in sessions}
        on_duty = User.objects.filter(duties__cohort__in=classes, is_active=True)
        teacher.queryset = on_duty.distinct().order_by("display_name")


class ReplaceTeacher(EveningVerb):
    display_name = _("Another teacher")
    aria_label = _("Give the evenings that are ticked to another teacher")
    action_type = "replace_teacher"
    action_priority = 10
    form_class = TeacherForm
    verb = actions.replace_teacher

    def get_form_kwargs(self) -> dict[str, Any]:
        ticked = self.get_actionable_objects()[0]
        return {**super().get_form_kwargs(), "sessions": ticked}

    def state_of(self, row: Session) -> str:
        return str(row.teacher or "")
