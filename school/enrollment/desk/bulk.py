from math import inf

from django.utils.translation import gettext_lazy as _

from school.enrollment import actions
from school.enrollment.line import lines_of
from school.enrollment.models import Enrollment
from school.ui.bulk import BulkVerb
from school.ui.reasons import ReasonForm


class EnrollmentVerb(BulkVerb):
    models = [Enrollment]
    permission = "enrollment.admit_enrollment"
    related = ("person__user", "cohort__edition")
    ordering = ("cohort", "applied_at", "pk")

    @staticmethod
    def places(rows: list[Enrollment]) -> dict[int, int]:
        """Where each of them stands in the line of the class; 0 for those who do not wait."""
        lines = lines_of({row.cohort_id for row in rows}, also=[row.pk for row in rows])
        return {row.pk: lines[row.cohort_id].place_of(row.pk) for row in rows}


class Admit(EnrollmentVerb):
    display_name = _("Admit")
    aria_label = _("Admit those who are ticked")
    action_type = "admit"
    action_priority = 10
    verb = actions.admit

    def in_turn(self, rows: list[Enrollment]) -> list[Enrollment]:
        """Places go to those who are first in line."""
        places = self.places(rows)
        return sorted(rows, key=lambda row: (row.cohort_id, places[row.pk] or inf))


class Withdraw(EnrollmentVerb):
    display_name = _("Withdraw")
    aria_label = _("Withdraw those who are ticked")
    action_type = "withdraw"
    action_priority = 20
    classes = {"serious"}
    form_class = ReasonForm
    verb = actions.withdraw

    def in_turn(self, rows: list[Enrollment]) -> list[Enrollment]:
        """Who waits goes first, from the end: a place falling free would be offered to them."""
        places = self.places(rows)
        return sorted(rows, key=lambda row: (row.cohort_id, -places[row.pk]))
