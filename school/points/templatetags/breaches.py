from collections.abc import Mapping, Sequence

from django import template

from school.courses.models import Standard
from school.points.breaches import is_lost
from school.points.models import Posting

register = template.Library()


@register.filter
def of_rule(
    breached: Mapping[str, Sequence[Standard]], posting: Posting
) -> Sequence[Standard]:
    """The standards behind what took points."""
    return breached.get(posting.rule_code, ()) if is_lost(posting) else ()
