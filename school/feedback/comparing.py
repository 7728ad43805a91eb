"""A class before and after its course, from the current figures: two queries."""

from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.feedback.models import ServiceFigure
from school.feedback.rules.service import Comparison, Month, Span, compare


def comparison(cohort: Cohort) -> list[Comparison]:
    completed = (
        Enrollment.objects.trainees()
        .filter(cohort=cohort, status=Enrollment.Status.COMPLETED)
        .exclude(ended_at=None)
    )
    spans = [
        Span(person, cohort.starts_on, timezone.localdate(ended_at))
        for person, ended_at in completed.values_list("person_id", "ended_at")
        if ended_at
    ]
    figures = ServiceFigure.objects.current().filter(
        person__in=[span.worker for span in spans]
    )
    rows = figures.values_list("person_id", "month", "orders", "good", "bad", "repeat")
    return compare(spans, [Month(*row) for row in rows.order_by("person", "month")])
