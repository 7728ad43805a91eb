from collections.abc import Mapping, Sequence

from django import template

from school.courses.models import Standard
from school.points.models import Entry

register = template.Library()


@register.filter
def of_rule(
    breached: Mapping[str, Sequence[Standard]], line: Entry
) -> Sequence[Standard]:
    """The standards behind a line that took points; a line taken back needs none."""
    is_lost = line.delta < 0 and not line.reverses_id
    return breached.get(line.rule_code, ()) if is_lost else ()
