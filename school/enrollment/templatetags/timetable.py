"""Trainees in the timetable, for pages of the layers below."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import template
from django.db.models import Count

from school.courses.models import Cohort, Session
from school.enrollment.actions.evenings import told_of_evenings
from school.enrollment.elsewhere import trainees_elsewhere
from school.enrollment.models import Enrollment

register = template.Library()


@register.simple_tag
def with_trainees(proposals: Sequence[Any]) -> list[tuple[Any, int]]:
    """Each proposed evening, and how many of its class sit elsewhere then."""
    counts = trainees_elsewhere([proposal.session for proposal in proposals])
    return list(zip(proposals, counts, strict=True))


@register.simple_tag
def with_roll(lines: Sequence[tuple[date, Session]]) -> list[tuple[date, Session, int]]:
    """Each evening of a timetable with the trainees of its class, in one query for all."""
    cohorts = {session.cohort_id for _week, session in lines}
    on_roll = dict(
        Enrollment.objects.on_roll()
        .filter(cohort__in=cohorts)
        .order_by()
        .values_list("cohort_id")
        .annotate(Count("pk"))
    )
    return [
        (week, session, on_roll.get(session.cohort_id, 0)) for week, session in lines
    ]


@register.simple_tag
def trainees_told(cohort: Cohort) -> int:
    """How many get a message when an evening of the class changes."""
    return told_of_evenings(cohort.pk).count()
