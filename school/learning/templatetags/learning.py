"""What pages of other apps tell of lessons."""

from django import template

from school.enrollment.models import Enrollment
from school.learning.hours import Hours, hours_of

register = template.Library()


@register.simple_tag
def hours_apart(enrollment: Enrollment) -> Hours:
    """Minutes of evenings and of lessons, and what they make together."""
    return hours_of([enrollment.pk])[enrollment.pk]
