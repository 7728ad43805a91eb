from collections.abc import Iterable
from typing import Any

from django import template

from school.assessment import wording
from school.assessment.evidence import StationState
from school.assessment.models import Result
from school.assessment.reports import report_on
from school.enrollment.models import Enrollment

register = template.Library()


@register.filter
def explained(result: Result) -> list[str]:
    """Why not passed, a sentence for each reason."""
    return wording.explained(result)


@register.filter
def titles(states: Iterable[StationState]) -> list[str]:
    return [str(state.station) for state in states]


@register.inclusion_tag("assessment/_missing.html")
def what_is_missing(enrollment: Enrollment) -> dict[str, Any]:
    """The words of the result's own page, for pages of the layers below."""
    return {"report": report_on(enrollment)}
