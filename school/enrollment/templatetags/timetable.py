"""Trainees in the timetable, for pages of the layers below."""

from collections.abc import Sequence
from typing import Any

from django import template

from school.enrollment.elsewhere import trainees_elsewhere

register = template.Library()


@register.simple_tag
def with_trainees(proposals: Sequence[Any]) -> list[tuple[Any, int]]:
    """Each proposed evening, and how many of its class sit elsewhere then."""
    counts = trainees_elsewhere([proposal.session for proposal in proposals])
    return list(zip(proposals, counts, strict=True))
