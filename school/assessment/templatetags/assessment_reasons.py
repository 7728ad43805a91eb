from django import template

from school.assessment import wording
from school.assessment.models import Result

register = template.Library()


@register.filter
def explained(result: Result) -> list[str]:
    """Why not passed, a sentence for each reason."""
    return wording.explained(result)
