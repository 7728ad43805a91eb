from school.attendance.warnings.actions import review
from school.courses.models import Cohort


def review_classes() -> None:
    """Every hour: whoever is about to miss too much of a class that is on."""
    for cohort in Cohort.objects.filter(status=Cohort.Status.RUNNING):
        review(cohort)
