from django.utils.translation import gettext_lazy as _

from school.courses.models import Cohort
from school.outcomes.dossier.models import Dossier as Dossier
from school.outcomes.reports.models import Report as Report
from school.outcomes.reports.models import ReportPaper as ReportPaper


class CohortResult(Cohort):
    """A cohort seen by its results. Holds nothing of its own but the right to see them."""

    class Meta:
        proxy = True
        verbose_name = _("cohort's results")
        verbose_name_plural = _("cohorts' results")
        ordering = ["-starts_on", "name"]
        default_permissions = ("view",)
