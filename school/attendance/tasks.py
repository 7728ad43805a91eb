from django.db.models import Q

from school.attendance.models import Alert
from school.attendance.warnings.actions import review
from school.courses.models import Cohort
from school.lib.queue import enqueue


def review_classes() -> None:
    """Every hour: the classes that are on, or that alerts still stand for.

    Each by itself: what goes wrong in one keeps no other from being reviewed.
    """
    alerted = Alert.objects.standing().values("enrollment__cohort")
    due = Cohort.objects.filter(Q(status=Cohort.Status.RUNNING) | Q(pk__in=alerted))
    for cohort in due:
        enqueue(review_class, cohort.pk)


def review_class(cohort_id: int) -> None:
    review(Cohort.objects.get(pk=cohort_id))
