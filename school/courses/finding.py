"""Classes, as the desk's search finds them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from school.courses.models import Cohort
from school.ui.finding import Found, Kind, anywhere


def _cohort(cohort: Cohort) -> Found:
    note = f"{cohort.get_status_display()} · {cohort.code}"
    return Found(cohort.name, note, reverse("cohort:inspect", args=[cohort.pk]))


KINDS = [
    Kind(
        "courses.view_cohort",
        _("Classes"),
        lambda query: Cohort.objects.filter(anywhere(query, "name", "code")).order_by(
            "-starts_on", "pk"
        ),
        _cohort,
        "cohort:index",
    )
]
