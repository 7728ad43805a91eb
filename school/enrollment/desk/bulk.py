from django.db.models import Case, F, When
from django.utils.translation import gettext_lazy as _

from school.enrollment import actions
from school.enrollment.desk.forms import ReasonForm
from school.enrollment.models import Enrollment
from school.ui.bulk import BulkVerb


class EnrollmentVerb(BulkVerb):
    models = [Enrollment]
    permission = "enrollment.admit_enrollment"
    related = ("person__user", "cohort__edition")


class Admit(EnrollmentVerb):
    display_name = _("Admit")
    aria_label = _("Admit those who are ticked")
    action_type = "admit"
    action_priority = 10
    # Places go to those who have waited longest. Each database has its own end for nulls.
    ordering = ("cohort", F("queue_number").asc(nulls_last=True), "applied_at")

    def take(self, row: Enrollment, form: object) -> None:
        actions.admit(row, by=self.request.user)


class Withdraw(EnrollmentVerb):
    display_name = _("Withdraw")
    aria_label = _("Withdraw those who are ticked")
    action_type = "withdraw"
    action_priority = 20
    classes = {"serious"}
    form_class = ReasonForm
    # Who waits goes first: a place that falls free would be offered to them.
    ordering = (
        "cohort",
        Case(When(status=Enrollment.Status.WAITLISTED, then=0), default=1),
        F("queue_number").desc(nulls_last=True),
        "applied_at",
    )

    def take(self, row: Enrollment, form: ReasonForm) -> None:
        actions.withdraw(row, by=self.request.user, reason=form.cleaned_data["reason"])
